"""What may the public see and reckon without an account? Nothing asked here is kept."""
