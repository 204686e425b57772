-- SPDX-License-Identifier: Apache-2.0
--
-- What api.bulk_load says of the file as a whole: PD001 on the field that is wrong.

CREATE OR REPLACE FUNCTION pd.bulk_load_check(
    p_call pd.call, p_file text, p_format text, p_execution_date date, p_digest text, p_message text, p_lines integer)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF pd.text_clean(p_file, 'file', 255) IS NULL THEN
        PERFORM pd.refuse('PD001', 'The file has no name.', 'file');
    END IF;
    IF p_format IS NULL OR p_format NOT IN ('csv', 'pain001') THEN
        PERFORM pd.refuse('PD001', 'A file is csv or pain001.', 'format');
    END IF;
    IF p_digest IS NULL OR p_digest !~ '^[0-9a-f]{64}$' THEN
        PERFORM pd.refuse('PD001', 'A digest has 64 hexadecimal digits.', 'digest');
    END IF;
    PERFORM pd.text_clean(p_message, 'message', 35);
    IF p_lines IS NULL OR p_lines NOT BETWEEN 1 AND 500000 THEN
        PERFORM pd.refuse('PD001', 'A file has 1 to 500000 payments.', 'file', 'Split it.');
    END IF;
    IF p_execution_date < p_call.business_date THEN
        PERFORM pd.refuse('PD001', format('The business day is %s already.', p_call.business_date), 'execution_date',
                          'Leave it out to post the file as soon as it is accepted.');
    END IF;
    IF p_execution_date > p_call.business_date + 366 THEN
        PERFORM pd.refuse('PD001', 'This day is more than a year ahead.', 'execution_date');
    END IF;
END $$;
COMMENT ON FUNCTION pd.bulk_load_check(pd.call, text, text, date, text, text, integer) IS 'PD001 unless a file can be loaded like this.';
