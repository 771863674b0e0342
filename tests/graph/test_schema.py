from __future__ import annotations

from volteface.graph.schema import schema


def test_the_vocabulary_is_the_documented_one() -> None:
    signs = {name: relation.sign for name, relation in schema().relations.items()}
    assert {name for name, sign in signs.items() if sign > 0} == {"ally", "supports", "cooperates"}
    assert {name for name, sign in signs.items() if sign < 0} == {"adversary", "opposes", "coerces", "attacks"}
    assert {name for name, sign in signs.items() if sign == 0} == {"mediates", "leads", "outlet_of", "connects", "member_of"}
    assert schema().kinds == ("state", "leader", "outlet", "corridor", "organization", "person", "territory")


def test_states_of_affairs_hold_and_events_fade() -> None:
    assert {name for name, relation in schema().relations.items() if relation.holds and relation.sign} == {"ally", "adversary"}


def test_a_denied_statement_has_no_weight() -> None:
    assert schema().status == {"asserted": 1.0, "alleged": 0.5, "planned": 0.5, "denied": 0.0}


def test_weights_are_goldstein_like_and_agree_with_their_signs() -> None:
    for relation in schema().relations.values():
        assert -10 <= relation.weight <= 10
        assert (relation.weight > 0) - (relation.weight < 0) == relation.sign
