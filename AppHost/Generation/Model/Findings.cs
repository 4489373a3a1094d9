namespace AppHost.Generation.Model;

/// <summary>Everything that is found on the way, so that one run tells it all. The same thing is told once.</summary>
internal sealed class Findings
{
    private readonly List<Fault> _faults = [];
    private readonly List<Note> _notes = [];

    public IReadOnlyList<Fault> Faults => _faults;

    public IReadOnlyList<Note> Notes => _notes;

    public void Fault(string place, string message)
    {
        var fault = new Fault(place, message);
        if (!_faults.Contains(fault))
        {
            _faults.Add(fault);
        }
    }

    public void Note(NoteKind kind, string place, string message)
    {
        var note = new Note(kind, place, message);
        if (!_notes.Contains(note))
        {
            _notes.Add(note);
        }
    }
}
