"""What would the registers of an invented city look like, with the errors of real ones?

`generate` writes deliveries in the registers' form and, kept apart, the truth about them.
"""

from ansinh.registers.synthetic.city import generate

__all__ = ["generate"]
