-- SPDX-License-Identifier: Apache-2.0
BEGIN;
SELECT plan(15);

-- RFC 6238, appendix B (SHA-1, eight digits).
SELECT is(pd.totp('12345678901234567890'::bytea, v.seconds / 30, 8), v.code, 'RFC 6238 at ' || v.seconds)
  FROM (VALUES (59::bigint, '94287082'), (1111111109, '07081804'), (1111111111, '14050471'),
               (1234567890, '89005924'), (2000000000, '69279037'), (20000000000, '65353130')) v (seconds, code);

-- RFC 4226, appendix D (six digits, counters 0 and 9): the truncation, with the default number of digits.
SELECT is(pd.totp('12345678901234567890'::bytea, 0), '755224', 'RFC 4226 counter 0');
SELECT is(pd.totp('12345678901234567890'::bytea, 9), '520489', 'RFC 4226 counter 9');

CREATE FUNCTION pg_temp.step() RETURNS bigint LANGUAGE sql AS
$$ SELECT floor(extract(epoch FROM clock_timestamp()) / 30)::bigint $$;
CREATE FUNCTION pg_temp.found(p_steps int, p_last bigint) RETURNS bool LANGUAGE sql AS
$$ SELECT pd.totp_step('seed of this test 20'::bytea, pd.totp('seed of this test 20'::bytea, pg_temp.step() + p_steps), p_last) IS NOT NULL $$;

SELECT ok(pg_temp.found(0, 0), 'the code of now');
SELECT ok(pg_temp.found(-1, 0), 'the code before');
SELECT ok(pg_temp.found(1, 0), 'the code after');
SELECT ok(NOT pg_temp.found(-3, 0), 'not an older one');
SELECT ok(NOT pg_temp.found(3, 0), 'not a later one');
SELECT ok(NOT pg_temp.found(0, pg_temp.step() + 2), 'not one that was used');
SELECT ok(pd.totp_step('seed of this test 20'::bytea, NULL, 0) IS NULL, 'no code is no code');

SELECT * FROM finish();
ROLLBACK;
