-- SPDX-License-Identifier: Apache-2.0
--
-- How many entries a customer's account had at the end of a business date: the seq of the last of them.  A binary
-- search over the dense seq, because on a customer's account booked never goes back; pd.prove() checks that.

CREATE OR REPLACE FUNCTION pd.seq_at(p_ledger smallint, p_account bigint, p_version bigint, p_date date) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_low bigint := 0;
    v_high bigint := p_version;
    v_middle bigint;
BEGIN
    WHILE v_low < v_high LOOP
        v_middle := (v_low + v_high + 1) / 2;
        PERFORM
           FROM pd.entry e
          WHERE e.ledger = p_ledger AND e.account = p_account AND e.seq = v_middle AND e.booked <= p_date;
        IF FOUND THEN
            v_low := v_middle;
        ELSE
            v_high := v_middle - 1;
        END IF;
    END LOOP;
    RETURN v_low;
END $$;
COMMENT ON FUNCTION pd.seq_at(smallint, bigint, bigint, date) IS 'Newest seq booked on or before a date, 0 for none.';
