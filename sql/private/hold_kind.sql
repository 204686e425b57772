-- SPDX-License-Identifier: Apache-2.0
--
-- The kinds of holds: who may place and extend them, who may reduce and release them, and whether somebody else than who
-- placed one must decide that it ends.  A capture is a supervisor's, of any kind that he may
-- free.  No roles: the program places and frees it, and nobody by hand.

INSERT INTO pd.hold_kind (kind, name, placed_by, freed_by, needs_other)
VALUES
    ('check', 'Cheque not yet paid', ARRAY['teller', 'supervisor'], ARRAY['supervisor'], false),
    ('legal', 'Order of a court or an authority', ARRAY['supervisor'], ARRAY['supervisor'], true),
    ('dispute', 'Disputed payment', ARRAY['support', 'supervisor'], ARRAY['support', 'supervisor'], false),
    ('approval', 'Payment waiting for approval', ARRAY['supervisor'], ARRAY['supervisor'], false),
    ('card', 'Card authorisation', ARRAY['supervisor'], ARRAY['supervisor'], false),
    ('bulk', 'Bulk file being posted', '{}', '{}', false),
    ('admin', 'Decision of the bank', ARRAY['support', 'supervisor'], ARRAY['supervisor'], true)
ON CONFLICT (kind) DO UPDATE
   SET name = excluded.name, placed_by = excluded.placed_by, freed_by = excluded.freed_by, needs_other = excluded.needs_other;
