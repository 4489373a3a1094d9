using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Tests.Architecture;

/// <summary>
/// Everything that compiled code names: in signatures, in attributes, and in bodies. What the compiler makes of
/// lambdas, iterators and async methods counts as code of the type they were written in.
/// </summary>
internal static class CodeReader
{
    public static IReadOnlyList<CodeReference> Read(string assemblyPath)
    {
        using var module = ModuleDefinition.ReadModule(assemblyPath);
        return [.. module.GetTypes().SelectMany(Of).Distinct()];
    }

    public static IReadOnlyList<string> AssembliesReferencedBy(string assemblyPath)
    {
        using var module = ModuleDefinition.ReadModule(assemblyPath);
        return [.. module.AssemblyReferences.Select(reference => reference.Name)];
    }

    private static IEnumerable<CodeReference> Of(TypeDefinition type)
    {
        var owner = Outermost(type);
        var named = new List<(TypeReference Type, string? Member)>();
        Add(type.BaseType);
        AddAll(type.Interfaces.Select(implemented => implemented.InterfaceType));
        AddAll(Bounds(type));
        AddAll(type.Fields.Select(field => field.FieldType));
        AddAll(type.Properties.Select(property => property.PropertyType));
        AddAttributes(type);
        type.Fields.ToList().ForEach(AddAttributes);
        type.Properties.ToList().ForEach(AddAttributes);
        type.Methods.ToList().ForEach(AddMethod);
        return named
            .SelectMany(item => Parts(item.Type).Select(part => (Type: Outermost(part), item.Member)))
            .Where(item => item.Type.FullName != owner.FullName)
            .Select(item => new CodeReference(
                owner.FullName, owner.Namespace, item.Type.FullName, item.Type.Namespace, item.Member));

        void Add(TypeReference? reference, string? member = null)
        {
            if (reference is not null)
            {
                named.Add((reference, member));
            }
        }

        void AddAll(IEnumerable<TypeReference> references) => references.ToList().ForEach(reference => Add(reference));

        void AddAttributes(ICustomAttributeProvider provider) =>
            AddAll(provider.CustomAttributes.Select(attribute => attribute.AttributeType));

        void AddMethod(MethodDefinition method)
        {
            Add(method.ReturnType);
            AddAll(method.Parameters.Select(parameter => parameter.ParameterType));
            AddAll(Bounds(method));
            AddAttributes(method);
            method.Parameters.ToList().ForEach(AddAttributes);
            if (method.HasBody)
            {
                AddAll(method.Body.Variables.Select(variable => variable.VariableType));
                AddAll(method.Body.ExceptionHandlers.Select(handler => handler.CatchType).OfType<TypeReference>());
                method.Body.Instructions.ToList().ForEach(AddOperand);
            }
        }

        void AddOperand(Instruction instruction)
        {
            switch (instruction.Operand)
            {
                case TypeReference reference:
                    Add(reference);
                    break;
                case MethodReference method:
                    Add(method.DeclaringType, method.Name);
                    Add(method.ReturnType);
                    AddAll(method.Parameters.Select(parameter => parameter.ParameterType));
                    AddAll((method as GenericInstanceMethod)?.GenericArguments ?? []);
                    break;
                case FieldReference field:
                    Add(field.DeclaringType, field.Name);
                    Add(field.FieldType);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The named types that a type is made of: generic arguments, elements of arrays, modifiers.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => [.. Parts(generic.ElementType), .. generic.GenericArguments.SelectMany(Parts)],
        IModifierType modified => [.. Parts(modified.ModifierType), .. Parts(modified.ElementType)],
        FunctionPointerType => [],
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    private static IEnumerable<TypeReference> Bounds(IGenericParameterProvider generic) =>
        generic.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(bound => bound.ConstraintType);

    private static TypeReference Outermost(TypeReference type) =>
        type.DeclaringType is { } outer ? Outermost(outer) : type;
}
