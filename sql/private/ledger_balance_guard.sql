-- SPDX-License-Identifier: Apache-2.0
--
-- Keeps what is reserved and allowed on a balance within the limits that let no sum of them overflow.  It fires only for
-- statements that write one of these columns, which a posting never does; posted is kept within its limits by the
-- posting functions' own conditions.

CREATE OR REPLACE FUNCTION pd.balance_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF new.overdraft NOT BETWEEN 0 AND 1000000000000000
       OR new.held NOT BETWEEN 0 AND 1000000000000000000
       OR new.pending NOT BETWEEN 0 AND 1000000000000000000 THEN
        PERFORM pd.refuse('PD028', format('The reserved or allowed amount of account %s is out of bounds.', new.account));
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION pd.balance_guard() IS 'Trigger on pd.balance: PD028 unless overdraft, held and pending are within their limits.';
