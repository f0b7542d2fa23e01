"""What a person types to find rows (ids, names, filters, the query language) as ids and conditions."""
