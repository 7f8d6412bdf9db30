"""CHECK: a record held against its article becomes findings; one file a subject."""
