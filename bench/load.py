"""A bounded load on one page over loopback: keep-alive connections, each its own thread."""

import http.client
import threading
import time


def requests_a_second(
    port: int, path: str, *, anew: bool = False, seconds: float = 4.0, connections: int = 8
) -> float:
    """How many times a second the page came back with 200, over that many connections.

    `anew` asks for another address each time (`?n=…`), so that nothing remembered can answer.

    Raises RuntimeError on any other answer.
    """
    end = time.perf_counter() + seconds
    counts = [0] * connections
    failures: list[str] = []

    def ask(at: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            while time.perf_counter() < end and not failures:
                query = f"?n={at}-{counts[at]}" if anew else ""
                connection.request("GET", path + query)
                response = connection.getresponse()
                response.read()
                if response.status != 200:
                    failures.append(f"{path} answered {response.status}")
                counts[at] += 1
        except OSError as error:
            failures.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=(at,)) for at in range(connections)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise RuntimeError(failures[0])
    return sum(counts) / (time.perf_counter() - begun)
