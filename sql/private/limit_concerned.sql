-- SPDX-License-Identifier: Apache-2.0
--
-- Whether a limit may concern these legs at all: the cheap question in front of every posting.  Limits of products and
-- roles are few, so one probe tells that the ledger has none; an account with a limit of its own carries flag 64.
-- (A flag on every account of a limited product would have to be written to all of them at once, and to every new one.)

CREATE OR REPLACE FUNCTION pd.limit_concerned(p_ledger smallint, p_legs pd.leg[]) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM FROM pd.limit l WHERE l.ledger = p_ledger AND l.scope IN ('product', 'role') LIMIT 1;
    IF FOUND THEN
        RETURN true;
    END IF;
    PERFORM
       FROM unnest(p_legs) x(account, amount, what, field)
       JOIN pd.balance b ON b.ledger = p_ledger AND b.account = x.account
      WHERE x.amount < 0 AND b.flags & 64 <> 0
      LIMIT 1;
    RETURN FOUND;
END $$;
COMMENT ON FUNCTION pd.limit_concerned(smallint, pd.leg[]) IS 'False: no limit concerns these legs.';
