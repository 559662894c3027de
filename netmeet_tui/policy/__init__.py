"""The confidentiality policy as data, and what may happen next: pure functions over immutable values.

Nothing here knows a screen, a store, a clock or another room, and no word of a policy may be in the code: it
stands in a pack. Begin with ``pack.py``, then ``lane.py``. What lives here, from the inside out:

- *a pack*: ``condition`` (the small language), ``pack`` and ``words`` (what a pack is), ``schema``, ``tables``,
  ``wording`` and ``load`` (reading one), ``packs`` (the shipped one, with its plans);
- *one lane*: ``lane`` says what is offered, and what a choice does;
- *all lanes at once*: ``legs``, ``cases``, ``space`` find every situation; ``endings`` how each can still end,
  ``reachable`` and ``difference`` what a changed setting changes;
- *proof*: ``rule`` is what a rule is, ``rules``, ``pack_rules``, ``word_rules`` and ``room_rules`` say what must
  hold, ``witnesses`` what truly happened; ``checks``, ``ways`` and ``prove`` hold a pack to it and find the
  shortest way to what is wrong; ``plan`` and ``planfile`` are the tests that trainers write;
- *to read*: ``map``, ``follow``, ``telling``, ``picture``, ``graph``, ``outline``, ``drawn``.
"""
