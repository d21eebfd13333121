"""The methods of the API, one module a resource; the clients load them."""
