"""What a file's headings, numbers and problems mean: decisions on plain values, no input and output."""
