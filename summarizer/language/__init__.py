"""What English says in a text: numbers, dates, casualties, speakers, countries, orders to a model. Knows no model."""
