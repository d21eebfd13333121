"""The conformance suite: vectors that every style's client must pass, on one loopback server, through its driver."""
