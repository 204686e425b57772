-- SPDX-License-Identifier: Apache-2.0
--
-- Whatever inserts a journal: none of its dates lies in a closed period.  A journal of today that carries no other day needs
-- no look: the business day itself is never closed.  For any other one the row lock makes pd.period_close and the journal
-- wait for each other, so that a period is closed without anything still on its way into it.

CREATE OR REPLACE FUNCTION pd.period_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_closed_until date;
BEGIN
    IF NEW.value_date = NEW.business_date AND NEW.business_date >= (now() AT TIME ZONE 'UTC')::date THEN
        RETURN NEW;
    END IF;
    SELECT l.closed_until INTO v_closed_until FROM pd.ledger l WHERE l.id = NEW.ledger FOR SHARE;
    IF least(NEW.value_date, NEW.business_date) <= v_closed_until THEN
        PERFORM pd.refuse('PD010', format('The books are closed up to %s.', v_closed_until));
    END IF;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION pd.period_guard() IS 'Trigger on pd.journal: PD010 for a journal of a closed period.';
