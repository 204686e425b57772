-- SPDX-License-Identifier: Apache-2.0
--
-- A migration was applied: its name and digest.

INSERT INTO pd.migration (name, sha256) VALUES ($1, $2)
