"""Articles asked about from several processes of this machine."""
