-- SPDX-License-Identifier: Apache-2.0
--
-- What each of many payments says, as a hash: the same request id with another body is refused.

CREATE OR REPLACE FUNCTION pd.post_many_hashes(
    p_journal integer[], p_account bigint[], p_amount bigint[], p_what text[], p_operation text[], p_value_date date[], p_text text[])
RETURNS bytea[]
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN ARRAY(
        SELECT sha256(convert_to(jsonb_build_array(p_operation[l.journal], p_value_date[l.journal], p_text[l.journal],
                                                   string_agg(l.account || ':' || l.amount || ':' || l.what, ' ' ORDER BY l.place))::text,
                                 'UTF8'))
          FROM unnest(p_journal, p_account, p_amount, p_what) WITH ORDINALITY AS l(journal, account, amount, what, place)
         GROUP BY l.journal
         ORDER BY l.journal);
END $$;
COMMENT ON FUNCTION pd.post_many_hashes(integer[], bigint[], bigint[], text[], text[], date[], text[]) IS
    'Hash of the body of each payment, by ordinal.';
