-- SPDX-License-Identifier: Apache-2.0

CREATE OR REPLACE FUNCTION pd.interest_settle_refuse(p_account pd.account_now) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pd.refuse('PD029', format('Account %s has no interest to post.', p_account.number), 'account',
                      'Interest is posted up to the day before the business date, from half a minor unit on.');
END $$;
COMMENT ON FUNCTION pd.interest_settle_refuse(pd.account_now) IS 'PD029: there is no interest to post.';
