-- SPDX-License-Identifier: Apache-2.0
--
-- Exchange never creates money: the pure conversion functions over random rates (magnitudes from 10^-6 to 10^6, spreads
-- from nothing to 10 %), currencies with 0, 2, 3 and 4 decimals, quoted for 1 to 10000 units, amounts from 1 minor unit to
-- 10^12, with the branch's own currency on either side or on none (over two rates).  100,000 cases; with PAYDESK_LONG 10^6.
BEGIN;
SELECT plan(22);
\set rounds 1
\getenv long PAYDESK_LONG
\if :{?long}
\set rounds 10
\endif

-- Exact examples first.
SELECT is(pd.rate_fraction(92300000, 1, 2::smallint, 2::smallint), '{9230000000,10000000000}'::numeric[], 'USD in EUR');
SELECT is(pd.rate_fraction(61400000, 100, 0::smallint, 2::smallint), '{6140000000,10000000000}'::numeric[], '100 JPY in EUR');
SELECT is(pd.exchange_convert(v.minor, v.is_given, v.bought, v.sold), v.wanted, v.title)
  FROM (VALUES (10000, true, '{9080,10000}'::numeric[], '{1,1}'::numeric[], '{10000,9080,9080}'::numeric[], 'buys 100.00 USD'),
               (9080, false, '{9080,10000}', '{1,1}', '{10000,9080,9080}', 'for 90.80 EUR'),
               (9079, false, '{9080,10000}', '{1,1}', '{9999,9079,9079}', 'a cent less takes a cent less'),
               (1, true, '{9080,10000}', '{1,1}', '{1,0,0}', 'one cent comes to nothing'),
               (1, false, '{1,1}', '{9380,10000}', '{1,1,1}', 'but the bank asks one for one'),
               (5000, false, '{1,1}', '{626,1000}', '{3130,3130,5000}', 'sells 5000 JPY'),
               (5001, false, '{1,1}', '{626,1000}', '{3131,3131,5001}', 'one more yen costs a whole cent'),
               (10000, true, '{9080,10000}', '{626,1000}', '{10000,9080,14504}', 'USD to JPY over both rates')) AS v(minor, is_given, bought, sold, wanted, title);
SELECT is(pd.exchange_value(v.minor, '{923,1000}'), v.wanted, format('%s at mid', v.minor)) FROM (VALUES (1000, 923::numeric), (1, 0), (-1, -1)) AS v(minor, wanted);

-- Random cases, a round of 100,000 at a time.  Figures with few digits are among them, so that some conversions come out
-- even.  kind 0: the first currency is the branch's own, kind 1: the second is.  A fifth is also tried in two parts, and
-- asked for by what is got.
CREATE FUNCTION pg_temp.price(p_figure numeric, p_per int, p_exponent int, p_base_exponent int) RETURNS numeric[] LANGUAGE sql IMMUTABLE AS
    $$ SELECT ARRAY[p_figure * (10 ^ p_base_exponent)::numeric, 100000000::numeric * p_per * (10 ^ p_exponent)::numeric] $$;
CREATE FUNCTION pg_temp.any_of(p_values int[]) RETURNS int LANGUAGE sql VOLATILE AS
    $$ SELECT p_values[1 + floor(random() * cardinality(p_values))::int] $$;
CREATE FUNCTION pg_temp.figure() RETURNS numeric LANGUAGE sql VOLATILE AS
    $$ SELECT CASE WHEN random() < 0.3 THEN 10 ^ (2 + floor(12 * random())) * ceil(random() * 20) ELSE ceil(10 ^ (2 + 12 * random())) END::numeric $$;
CREATE FUNCTION pg_temp.spread() RETURNS numeric LANGUAGE sql VOLATILE AS
    $$ SELECT CASE WHEN random() < 0.4 THEN 0 ELSE random() / 10 END::numeric $$;
CREATE TYPE pg_temp.found AS (cases bigint, more bigint, even bigint, less bigint, nothing bigint, gain bigint, loss bigint, split bigint,
                              dear bigint, nearest bigint);
CREATE FUNCTION pg_temp.round_of(p_round int) RETURNS pg_temp.found LANGUAGE plpgsql AS $f$
DECLARE
    v_found pg_temp.found;
BEGIN
    PERFORM setseed(p_round / 100.0);
    WITH drawn AS MATERIALIZED (
        SELECT n, ceil(10 ^ (12 * random()))::numeric AS minor, floor(random() * 5)::int AS kind, random()::numeric AS cut,
               pg_temp.any_of('{0,2,3,4}') AS base, pg_temp.any_of('{0,2,3,4}') AS x1, pg_temp.any_of('{0,2,3,4}') AS x2,
               pg_temp.any_of('{1,10,100,1000,10000}') AS per1, pg_temp.any_of('{1,10,100,1000,10000}') AS per2,
               pg_temp.figure() AS figure1, pg_temp.figure() AS figure2, pg_temp.spread() AS spread1, pg_temp.spread() AS spread2
          FROM generate_series(1, 100000) AS n
    ), priced AS MATERIALIZED (
        SELECT d.n, d.minor, d.cut, d.kind = 0 AS is_base1, d.kind = 1 AS is_base2,
               CASE WHEN d.kind = 0 THEN '{1,1}' ELSE pg_temp.price(greatest(floor(d.figure1 * (1 - d.spread1)), 1), d.per1, d.x1, d.base) END AS buy1,
               CASE WHEN d.kind = 0 THEN '{1,1}' ELSE pg_temp.price(d.figure1, d.per1, d.x1, d.base) END AS mid1,
               CASE WHEN d.kind = 0 THEN '{1,1}' ELSE pg_temp.price(ceil(d.figure1 * (1 + d.spread1)), d.per1, d.x1, d.base) END AS sell1,
               CASE WHEN d.kind = 1 THEN '{1,1}' ELSE pg_temp.price(greatest(floor(d.figure2 * (1 - d.spread2)), 1), d.per2, d.x2, d.base) END AS buy2,
               CASE WHEN d.kind = 1 THEN '{1,1}' ELSE pg_temp.price(d.figure2, d.per2, d.x2, d.base) END AS mid2,
               CASE WHEN d.kind = 1 THEN '{1,1}' ELSE pg_temp.price(ceil(d.figure2 * (1 + d.spread2)), d.per2, d.x2, d.base) END AS sell2
          FROM drawn d
    ), there AS MATERIALIZED (
        SELECT p.*, pd.exchange_convert(p.minor, true, p.buy1, p.sell2) AS deal FROM priced p
    ), trip AS MATERIALIZED (
        SELECT t.*, pd.exchange_convert(t.deal[3], true, t.buy2, t.sell1) AS back FROM there t
    ), further AS MATERIALIZED (
        SELECT t.*, pd.exchange_convert(t.deal[3], false, t.buy1, t.sell2) AS wanted,
               (pd.exchange_convert(floor(t.minor * t.cut), true, t.buy1, t.sell2))[3]
               + (pd.exchange_convert(t.minor - floor(t.minor * t.cut), true, t.buy1, t.sell2))[3] AS parts
          FROM trip t WHERE t.n % 5 = 0
    ), main AS (
        SELECT count(*) AS cases, count(*) FILTER (WHERE back[3] > minor) AS more, count(*) FILTER (WHERE back[3] = minor) AS even,
               count(*) FILTER (WHERE deal[3] > 0 AND back[3] < minor) AS less, count(*) FILTER (WHERE deal[3] = 0) AS nothing,
               count(*) FILTER (WHERE deal[3] * mid2[1] * mid1[2] > minor * mid1[1] * mid2[2]) AS gain,
               count(*) FILTER (WHERE CASE WHEN is_base1 THEN minor ELSE div(minor * mid1[1], mid1[2]) END
                                    < CASE WHEN is_base2 THEN deal[3] ELSE div(deal[3] * mid2[1] + mid2[2] - 1, mid2[2]) END) AS loss,
               count(*) FILTER (WHERE n % 5 = 0 AND minor < round(round(round(round(minor * buy1[1] / buy1[2]) * sell2[2] / sell2[1])
                                                                        * buy2[1] / buy2[2]) * sell1[2] / sell1[1])) AS nearest
          FROM trip
    ), more AS (
        SELECT count(*) FILTER (WHERE parts > deal[3]) AS split,
               count(*) FILTER (WHERE deal[3] > 0 AND (wanted[1] > minor OR wanted[3] <> deal[3]
                                       OR deal[3] * mid2[1] * mid1[2] > wanted[1] * mid1[1] * mid2[2])) AS dear
          FROM further
    )
    SELECT m.cases, m.more, m.even, m.less, m.nothing, m.gain, m.loss, f.split, f.dear, m.nearest INTO v_found FROM main m, more f;
    RETURN v_found;
END $f$;
CREATE TEMP TABLE tried AS
SELECT sum(r.cases) AS cases, sum(r.more) AS more, sum(r.even) AS even, sum(r.less) AS less, sum(r.nothing) AS nothing, sum(r.gain) AS gain,
       sum(r.loss) AS loss, sum(r.split) AS split, sum(r.dear) AS dear, sum(r.nearest) AS nearest
  FROM generate_series(1, :rounds) AS g(place), LATERAL pg_temp.round_of(g.place) AS r;
SELECT is((SELECT cases FROM tried), :rounds * 100000::numeric, format('%s random cases', (SELECT cases FROM tried)));
SELECT is((SELECT more FROM tried), 0::numeric, 'nobody comes back with more than he went with, over whatever currencies');
SELECT ok((SELECT even > 100 AND less > 1000 AND nothing > 1000 FROM tried), 'with cases of every sort: even, with a loss, coming to nothing');
SELECT is((SELECT gain FROM tried), 0::numeric, 'nobody gains at mid');
SELECT is((SELECT loss FROM tried), 0::numeric, 'and the branch never books a loss, each value rounded to what it owns less');
SELECT is((SELECT split FROM tried), 0::numeric, 'in two parts nobody gets more');
SELECT is((SELECT dear FROM tried), 0::numeric, 'asked for by what is got, nobody pays less than its worth nor more than the other way round');
SELECT ok((SELECT nearest > 100 FROM tried), 'the checks can fail: rounding to the nearest would create money');
SELECT is((SELECT count(*) FROM (SELECT (1 + random() * 10 ^ 16)::bigint AS figure, pg_temp.any_of('{1,10,100,1000,10000}') AS per, pg_temp.any_of('{0,2,3,4}') AS x,
                                        pg_temp.any_of('{0,2,3,4}') AS base FROM generate_series(1, 1000)) AS r
            WHERE pd.rate_fraction(r.figure, r.per, r.x::smallint, r.base::smallint) <> pg_temp.price(r.figure, r.per, r.x, r.base)), 0::bigint,
          'the prices of the cases are those of the rates');
SELECT finish();
ROLLBACK;
