namespace AppHost.Generation.Model;

/// <param name="Default">Null where the value has to be given.</param>
/// <param name="Length">Least number of characters where the value is to be generated, else null.</param>
internal sealed record ParameterInput(bool IsSecret, string? Default, int? Length);
