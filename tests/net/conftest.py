import pytest

from tests.net.internet import Internet, Server


@pytest.fixture
def internet():
    internet = Internet()
    yield internet
    internet.close()


@pytest.fixture
def serve(settings):
    """Start a server that follows a script; answers with its address, a named loopback pair."""
    servers = []

    def start(script):
        servers.append(Server(script))
        pair = f"127.0.0.1:{servers[-1].port}"
        settings.NET_ALLOWED_LOOPBACK = settings.NET_ALLOWED_LOOPBACK | {pair}
        return f"http://{pair}/"

    yield start
    for server in servers:
        server.close()
