namespace ServiceDefaults.Access;

/// <summary>
/// Carries the reason from where the token is looked at to where the answer is written. It is not thrown.
/// </summary>
internal sealed class RefusedException(Refusal refusal, TimeSpan? retryAfter = null) : Exception(refusal.ToString())
{
    public Refusal Refusal => refusal;

    public TimeSpan? RetryAfter => retryAfter;
}
