"""Late payment and evasion: deadlines, extra money, reminders, apportionment, fines, the criminal threshold."""
