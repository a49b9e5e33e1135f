from realtime.monitor.http.buckets import MOST_CLIENTS, TokenBuckets
from tests.realtime.virtual_clock import VirtualClock


def test_each_client_has_its_own_and_it_fills_again() -> None:
    clock = VirtualClock()
    buckets = TokenBuckets(clock, per_second=2, burst=3)
    assert [buckets.take("a") for _ in range(4)] == [True, True, True, False]
    assert buckets.take("b")
    clock.advance(0.5)
    assert [buckets.take("a") for _ in range(2)] == [True, False]
    clock.advance(3600)
    assert [buckets.take("a") for _ in range(4)] == [True, True, True, False], "no more than full"


def test_however_many_clients_there_are_few_are_remembered() -> None:
    buckets = TokenBuckets(VirtualClock(), burst=1)
    for number in range(MOST_CLIENTS):
        assert buckets.take(str(number))
    assert not buckets.take("0"), "asked just now, so the next one to go is another"
    assert buckets.take("new")
    assert not buckets.take("0")
    assert buckets.take("1")
