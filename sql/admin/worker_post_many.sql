-- SPDX-License-Identifier: Apache-2.0
--
-- Posts many independent payments in one call, each accepted or refused by itself: pd.post_many for the bank's own
-- programs, which gather what piled up while their last commit ran (decision 0015).  The arguments are those of
-- pd.post_many.

CREATE OR REPLACE FUNCTION admin.worker_post_many(
    p_ledger smallint, p_staff integer,
    p_journal integer[], p_account bigint[], p_amount bigint[], p_what text[],
    p_operation text[], p_value_date date[], p_text text[], p_request uuid[])
RETURNS TABLE (place integer, code text, journal bigint, sentence text, replayed boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT m.place, m.code, m.journal, m.sentence, m.replayed
      FROM pd.post_many(p_ledger, p_staff, p_journal, p_account, p_amount, p_what, p_operation, p_value_date, p_text,
                        p_request) m;
END $$;
COMMENT ON FUNCTION admin.worker_post_many(smallint, integer, integer[], bigint[], bigint[], text[], text[], date[], text[], uuid[]) IS
    'paydesk_worker: posts each payment or refuses it by itself; a request id seen before gets its first result.';
