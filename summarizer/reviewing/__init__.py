"""What people say of a run's records: rows beside the run, and records with them applied. Nothing stored is changed."""
