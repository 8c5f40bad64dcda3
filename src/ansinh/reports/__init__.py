"""What is printed and sent: official forms filled from the data?"""
