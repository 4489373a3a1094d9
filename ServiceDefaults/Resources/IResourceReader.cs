namespace ServiceDefaults.Resources;

internal interface IResourceReader
{
    ResourceReading Read();
}
