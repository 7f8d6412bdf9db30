"""RENDER: an article and a prompt become messages; long articles become parts."""
