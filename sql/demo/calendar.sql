-- SPDX-License-Identifier: Apache-2.0
--
-- The demo bank's holidays: the closing days of the euro's settlement system, of this year and the next five.

SELECT admin.calendar_target(1::smallint, extract(year FROM current_date)::integer, extract(year FROM current_date)::integer + 5);
