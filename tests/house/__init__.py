"""The rules of the house, each with a test that shows the rule catching what it forbids."""
