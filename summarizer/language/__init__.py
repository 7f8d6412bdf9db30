"""What a text says by itself: numbers, dates, casualties, speakers, countries, orders to a model. Knows no model."""
