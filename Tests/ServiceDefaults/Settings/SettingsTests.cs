using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using ServiceDefaults.Settings;

namespace Tests.Settings;

public class SettingsTests
{
    [Fact]
    public void Build_FaultsInSeveralSections_SaysEachWithKeyAndValue()
    {
        var build = () => Hosts.Build(
            builder => builder.AddSettings<Sample>("Sample"),
            ("Sample:Count", "0"), ("Sample:Low", "9"), ("Sample:High", "3"), ("Drain:Delay", "00:00:40"));

        var sections = build.Should().Throw<AggregateException>().Which.InnerExceptions;
        sections.Cast<OptionsValidationException>().SelectMany(section => section.Failures).Should().BeEquivalentTo(
            "Sample:Count = '0': The field Count must be between 1 and 5.",
            "Sample:Low = '9', Sample:High = '3': Low is above high.",
            "Drain:Delay = '00:00:40', Drain:Timeout = '00:00:30': The delay must be shorter than the timeout.");
    }

    internal sealed class Sample : IValidatableObject
    {
        [Range(1, 5)]
        public int Count { get; set; } = 1;

        public int Low { get; set; }

        public int High { get; set; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Low > High)
            {
                yield return new ValidationResult("Low is above high.", [nameof(Low), nameof(High)]);
            }
        }
    }
}
