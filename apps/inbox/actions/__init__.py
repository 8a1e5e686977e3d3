"""What people do with their inbox: keep views and habits, and decide about many finds at once."""
