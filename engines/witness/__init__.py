"""A second reading of a document's bytes, by other code than the readers': what quotes are proved against."""
