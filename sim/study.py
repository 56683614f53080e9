"""The whole way on one screen: read, play, summarise, write."""
