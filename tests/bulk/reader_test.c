// SPDX-License-Identifier: Apache-2.0
// The readers of CSV and pain.001: what good files hold, the first fault of bad lines, and what is
// said of files that cannot be used at all.
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/file.h"
#include "bulk/bulk_internal.h"
#include "support/suite.h"

#define NAMESPACE  "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"
#define HEAD(ns)   "<Document xmlns=\"" ns "\"><CstmrCdtTrfInitn>"
#define TAIL       "</CstmrCdtTrfInitn></Document>"
#define ACCOUNT(n) "<Id><Othr><Id>" n "</Id></Othr></Id>"
#define GROUP(more)                                                                                \
    "<PmtInf><PmtInfId>G</PmtInfId><PmtMtd>TRF</PmtMtd>" more                                      \
    "<DbtrAcct>" ACCOUNT("4711") "</DbtrAcct>"
#define PAYMENT(account, amount)                                                                   \
    "<CdtTrfTxInf><PmtId><EndToEndId>E</EndToEndId></PmtId><Amt><InstdAmt Ccy=\"EUR\">" amount     \
    "</InstdAmt></Amt><Cdtr><Nm>N</Nm></Cdtr><CdtrAcct>" account                                   \
    "</CdtrAcct><RmtInf><Ustrd>T</Ustrd></RmtInf></CdtTrfTxInf>"
#define GOOD PAYMENT(ACCOUNT("42"), "1.50")

typedef struct Found {
    Text lines;
    Currency currency;
} Found;

// A file in memory, by the name that the kernel has for it.
static int make_file(const char *bytes, size_t size, char ret_path[64])
{
    int fd = memfd_create("bulk", MFD_CLOEXEC);
    ck_assert_int_ge(fd, 0);
    for (size_t done = 0; done < size;) {
        ssize_t written = write(fd, bytes + done, size - done);
        ck_assert_int_gt(written, 0);
        done += (size_t)written;
    }
    (void)snprintf(ret_path, 64, "/proc/self/fd/%d", fd);
    return fd;
}

// "2:42|150|N|T|E;" for a good line, "3!amount;" for a bad one.
static bool note(void *context, BulkLine *line, Error *err)
{
    Found *found = context;
    (void)err;
    bulk_line_judge(line, found->currency);
    if (line->fault.code != ERROR_NONE)
        text_add_format(&found->lines, "%lld!%s;", (long long)line->line, line->fault.field);
    else
        text_add_format(&found->lines, "%lld:%s|%lld|%s|%s|%s;", (long long)line->line,
                        text_string(&line->account), (long long)line->amount_minor,
                        text_string(&line->name), text_string(&line->text),
                        text_string(&line->reference));
    return true;
}

static bool read_bytes(const char *bytes, size_t size, const char *currency, Found *found,
                       BulkReading *reading, Error *err)
{
    char path[64];
    AUTO(file_close) int fd = make_file(bytes, size, path);
    *found = (Found){.lines = TEXT_EMPTY_MAX(TEXT_MAX_DOCUMENT)};
    ck_assert(currency_find(currency, &found->currency));
    reading->path = path;
    reading->payer = "4711";
    reading->on_line = note;
    reading->context = found;
    return bulk_read(reading, err);
}

static const struct {
    const char *file;
    const char *currency;
    const char *lines;
} good_files[] = {
    {"account,amount\n42,1.5\n43,20\n", "EUR", "2:42|150|||;3:43|2000|||;"},
    {"Account;AMOUNT;name\r\n\r\n 4 2 ;0.01; A, B \r\n", "EUR", "3:42|1|A, B||;"},
    {"\xEF\xBB\xBF"
     "amount,account,text,reference,currency\n\"7.00\",42,\"a \"\"b\"\"\",R1,EUR",
     "EUR", "2:42|700||a \"b\"|R1;"},
    {"account,amount\n42,1.500\n42,1.505\n42,1\n", "JPY", "2!amount;3!amount;4:42|1|||;"},
    {"account,amount\n42,1.500\n42,0.001\n42,1.0000\n", "KWD",
     "2:42|1500|||;3:42|1|||;4:42|1000|||;"},
    {"iban,amount\nDE89 3704 0044 0532 0130 00,1\nde89370400440532013001,1\nDE89,1\n", "EUR",
     "2:DE89370400440532013000|100|||;3!account;4!account;"},
    {"account,amount,currency\n42,1,USD\n42,1,eur\n42,1,\n", "EUR",
     "2!currency;3!currency;4:42|100|||;"},
    {"account,amount\n,1\n42,\n42,0\n42,0.00\n42,-1\n42,+1\n42,1e3\n42,1.\n42,.5\n42,\"1,5\"\n42,1 "
     "000\n4'2,1\n",
     "EUR",
     "2!account;3!amount;4!amount;5!amount;6!amount;7!amount;8!amount;9!amount;10!amount;"
     "11!amount;12!amount;13!account;"},
    {"account,amount\n42,10000000000000.00\n42,10000000000000.01\n42,99999999999999999999\n", "EUR",
     "2:42|1000000000000000|||;3!amount;4!amount;"},
    {"account,amount,text\n42,1,a\x01z\n42,1,a\xff\n42,1,\xE2\x80\xAE"
     "a\n42,1,\"a\nb\"\n42,1,o\xCC\x88\n",
     "EUR", "2!text;3!text;4!text;5!text;7:42|100||\xC3\xB6|;"},
    {"account,amount,text\n42,1\n42,1,a,b\n42,1,\"a\"b\n42,1,x\n42,1,\"open\n", "EUR",
     "2!line;3!line;4!line;5:42|100||x|;6!line;"},
    {HEAD("urn:iso:std:iso:20022:tech:xsd:pain.001.001.03")
         GROUP("<NbOfTxs>1</NbOfTxs><CtrlSum>1.5</CtrlSum><ReqdExctnDt>2020-01-31</ReqdExctnDt>")
             GOOD "</PmtInf>" TAIL,
     "EUR", "1:42|150|N|T|E;"},
    {"<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<p:Document "
     "xmlns:p=\"" NAMESPACE
     "\"><p:CstmrCdtTrfInitn>\n<p:PmtInf><p:PmtMtd>TRF</p:PmtMtd><p:DbtrAcct>"
     "<p:Id><p:IBAN>47 11</p:IBAN></p:Id></p:DbtrAcct>\n<p:CdtTrfTxInf><p:Amt><p:InstdAmt "
     "Ccy=\"EUR\">2</p:InstdAmt></p:Amt><p:Cdtr><p:Nm>M\xC3\xBCller &amp;\n  S\xC3\xB6hne</p:Nm>"
     "</p:Cdtr><p:CdtrAcct><p:Id><p:Othr><p:Id>42</p:Id></p:Othr></p:Id></p:CdtrAcct><p:RmtInf>"
     "<p:Ustrd>a<![CDATA[<b>]]></p:Ustrd><p:Strd><p:CdtrRefInf><p:Ref>RF18</p:Ref></p:CdtrRefInf>"
     "</p:Strd></p:RmtInf><x xmlns=\"urn:other\"><Amt><InstdAmt>9</InstdAmt></Amt></x>"
     "</p:CdtTrfTxInf></p:PmtInf></p:CstmrCdtTrfInitn></p:Document>\n",
     "EUR", "5:42|200|M\xC3\xBCller & S\xC3\xB6hne|a<b> RF18|;"},
    {HEAD(NAMESPACE) GROUP("") PAYMENT("<Id><IBAN>DE89370400440532013001</IBAN></Id>", "1")
         PAYMENT(ACCOUNT("42"), "x") PAYMENT("", "1") "<CdtTrfTxInf/>"
                                                      "</PmtInf>" TAIL,
     "EUR", "1!account;1!amount;1!account;1!account;"},
    // A sum is not expected where an amount cannot be read.
    {HEAD(NAMESPACE) "<GrpHdr><CtrlSum>1</CtrlSum></GrpHdr>" GROUP("")
         PAYMENT(ACCOUNT("42"), "x") "</PmtInf>" TAIL,
     "EUR", "1!amount;"},
    {HEAD("urn:iso:std:iso:20022:tech:xsd:pain.001.001.11") "<GrpHdr><NbOfTxs>003</"
                                                            "NbOfTxs><CtrlSum>4.50</CtrlSum></"
                                                            "GrpHdr>" GROUP(
                                                                "<ReqdExctnDt><DtTm>2020-01-31T10:"
                                                                "00:00Z</DtTm></ReqdExctnDt>")
                                                                GOOD GOOD
     "</PmtInf>" GROUP("<ReqdExctnDt><Dt>2020-01-31</Dt></ReqdExctnDt>") GOOD "</PmtInf>" TAIL,
     "EUR", "1:42|150|N|T|E;1:42|150|N|T|E;1:42|150|N|T|E;"},
};

START_TEST(reads_lines)
{
    Error error = ERROR_EMPTY;
    Found found;
    AUTO(bulk_reading_done) BulkReading reading = {.format = BULK_AUTO};
    const char *file = good_files[_i].file;
    ck_assert_done(
        read_bytes(file, strlen(file), good_files[_i].currency, &found, &reading, &error), &error);
    ck_assert_str_eq(text_string(&found.lines), good_files[_i].lines);
    ck_assert_uint_eq(strlen(reading.digest), DIGEST_TEXT_SIZE - 1);
    text_done(&found.lines);
}
END_TEST

static const struct {
    const char *file;
    const char *told; // part of the sentence
} refused_files[] = {
    {"", "The file is empty"},
    {"\n", "the column \"\" is not known"},
    {"account,amount\n", "The file has no payments"},
    {"account,amount\n\n\n", "The file has no payments"},
    {"account\n42\n", "there is no column amount"},
    {"amount\n1\n", "there must be a column account or a column iban"},
    {"account,iban,amount\n1,2,3\n", "there must be a column account or a column iban"},
    {"account,amount,amount\n1,2,3\n", "Line 1: the column \"amount\" is there twice"},
    {"account,amount,refrence\n1,2,3\n", "Line 1: the column \"refrence\" is not known"},
    {"account,amo\x01unt\n1,2\n", "is not known"},
    {"\"account,amount\n1,2\n", "Line 1: a quoted cell is never closed"},
    {"\xFF\xFE"
     "a",
     "is not known"},
    {"<", "Line 1: the file is no XML"},
    {"<html><body/></html>", "Line 1: this is not a pain.001: <html> of namespace \"\""},
    {"\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.008.001.02\"/>", "is not a pain.001"},
    {"<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.02\"/>", "is not a pain.001"},
    {"<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.99\"/>", "is not a pain.001"},
    {"<Document/>", "is not a pain.001"},
    {"<Document xmlns=\"" NAMESPACE "\"/>", "there is no CstmrCdtTrfInitn"},
    {HEAD(NAMESPACE) TAIL, "The file has no payments"},
    {HEAD(NAMESPACE) GROUP("") GOOD, "Line 1: the file is no XML"},
    {HEAD(NAMESPACE) GROUP("") GOOD "</PmtInf>" TAIL "<more/>", "the file is no XML"},
    {HEAD(NAMESPACE) GROUP("") "\n\n<a></b>", "Line 3: the file is no XML: Opening and ending tag"},
    {HEAD(NAMESPACE) GROUP("") "<a>&undefined;</a>", "the file is no XML: Entity 'undefined'"},
    {HEAD(NAMESPACE) GROUP("") "<a>\xFF</a>", "the file is no XML: Input is not proper UTF-8"},
    {"<?xml version=\"1.0\" encoding=\"KLINGON\"?>" HEAD(NAMESPACE) GROUP("") GOOD "</PmtInf>" TAIL,
     "the file is no XML: Unsupported encoding"},
    // Billion laughs, an entity from outside, one from the network.
    {"<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;"
     "&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d "
     "\"&c;&c;&c;&c;&c;&c;&c;&c;\">]>" HEAD(NAMESPACE) "<x>&d;</x>" TAIL,
     "Line 2: the file has a document type (DOCTYPE)"},
    {"<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" HEAD(NAMESPACE) "<x>&x;</x>" TAIL,
     "DOCTYPE"},
    {"<!DOCTYPE d SYSTEM \"http://127.0.0.1:9/x.dtd\">" HEAD(NAMESPACE) TAIL, "DOCTYPE"},
    {"<!DOCTYPE d [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x\"> %x;]>" HEAD(NAMESPACE) TAIL,
     "DOCTYPE"},
    {HEAD(NAMESPACE) "<PmtInf><PmtMtd>CHK</PmtMtd></PmtInf>" TAIL, "PmtMtd is CHK"},
    {HEAD(NAMESPACE) "<PmtInf><PmtInfId>X</PmtInfId>" GOOD,
     "PmtInf X names no account to pay from"},
    {HEAD(NAMESPACE) "\n<PmtInf><DbtrAcct>" ACCOUNT("4712") "</DbtrAcct>" GOOD,
     "Line 2: the file pays from 4712, not from 4711"},
    {HEAD(NAMESPACE) "<PmtInf><DbtrAcct></DbtrAcct>", "the account to pay from is missing"},
    {HEAD(NAMESPACE) "<GrpHdr><NbOfTxs>2</NbOfTxs></GrpHdr>" GROUP("") GOOD "</PmtInf>" TAIL,
     "GrpHdr says NbOfTxs 2, but there are 1 payments"},
    {HEAD(NAMESPACE) "<GrpHdr><CtrlSum>1.51</CtrlSum></GrpHdr>" GROUP("") GOOD "</PmtInf>" TAIL,
     "GrpHdr says CtrlSum 1.51, which is not the sum"},
    {HEAD(NAMESPACE) "<GrpHdr><CtrlSum>much</CtrlSum></GrpHdr>" GROUP("") GOOD "</PmtInf>" TAIL,
     "GrpHdr says CtrlSum much"},
    {HEAD(NAMESPACE) GROUP("<NbOfTxs>3</NbOfTxs>") GOOD "</PmtInf>" TAIL,
     "PmtInf G says NbOfTxs 3, but there are 1 payments"},
    {HEAD(NAMESPACE) GROUP("<CtrlSum>15</CtrlSum>") GOOD "</PmtInf>" TAIL,
     "PmtInf G says CtrlSum 15"},
    {HEAD(NAMESPACE) GROUP("<ReqdExctnDt><Dt>soon</Dt></ReqdExctnDt>") GOOD "</PmtInf>" TAIL,
     "ReqdExctnDt \"soon\" is not a day"},
    {HEAD(NAMESPACE) GROUP("<ReqdExctnDt><Dt>2026-11-30</Dt></ReqdExctnDt>") GOOD
     "</PmtInf>" GROUP("<ReqdExctnDt><Dt>2026-12-01</Dt></ReqdExctnDt>") GOOD "</PmtInf>" TAIL,
     "on different days: 2026-11-30 and 2026-12-01"},
};

static void assert_refused(const char *bytes, size_t size, const char *told)
{
    Error error = ERROR_EMPTY;
    Found found;
    AUTO(bulk_reading_done) BulkReading reading = {.format = BULK_AUTO};
    ck_assert_refused(read_bytes(bytes, size, "EUR", &found, &reading, &error), &error,
                      ERROR_MALFORMED);
    ck_assert_str_eq(error.field, "file");
    ck_assert_str_ne(error.hint, "");
    ck_assert_msg(strstr(error.sentence, told) != NULL, "%s", error.sentence);
    text_done(&found.lines);
}

START_TEST(refuses_files)
{
    assert_refused(refused_files[_i].file, strlen(refused_files[_i].file), refused_files[_i].told);
}
END_TEST

START_TEST(refuses_deep_nesting)
{
    AUTO(text_done) Text file = TEXT_EMPTY_MAX(TEXT_MAX_DOCUMENT);
    text_add(&file, HEAD(NAMESPACE));
    for (int i = 0; i < 100000; i++)
        text_add(&file, "<a>");
    assert_refused(text_string(&file), file.length, "elements are nested more than 32 deep");
}
END_TEST

START_TEST(refuses_huge_values)
{
    AUTO(text_done) Text file = TEXT_EMPTY_MAX(TEXT_MAX_DOCUMENT);
    text_add(&file, HEAD(NAMESPACE) GROUP("") "<CdtTrfTxInf>\n<Cdtr><Nm>");
    text_add_repeat(&file, 'x', 12 * 1024 * 1024);
    assert_refused(text_string(&file), file.length, "Line 2: a value is longer than 4096 bytes");
}
END_TEST

// What is passed over may be long, but memory must not grow with it; what has no end is refused.
START_TEST(passes_over_long_texts)
{
    static const char *const begins[] = {"<Other>", "<!--", "<?pi ", "<a b=\"", "<Other><![CDATA["};
    Error error = ERROR_EMPTY;
    AUTO(text_done) Text file = TEXT_EMPTY_MAX(TEXT_MAX_DOCUMENT);
    text_add(&file, HEAD(NAMESPACE));
    text_add(&file, begins[_i]);
    text_add_repeat(&file, 'x', 12 * 1024 * 1024);
    Found found;
    AUTO(bulk_reading_done) BulkReading reading = {.format = BULK_AUTO};
    ck_assert_refused(read_bytes(text_string(&file), file.length, "EUR", &found, &reading, &error),
                      &error, ERROR_MALFORMED);
    ck_assert_msg(strstr(error.sentence, "Line 1: ") != NULL, "%s", error.sentence);
    text_done(&found.lines);
}
END_TEST

START_TEST(reads_other_encodings)
{
    static const char latin[] = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" HEAD(NAMESPACE)
        GROUP("") "<CdtTrfTxInf><Amt><InstdAmt>1</InstdAmt></Amt><Cdtr><Nm>M\xFCller</Nm></Cdtr>"
                  "<CdtrAcct>" ACCOUNT("42") "</CdtrAcct></CdtTrfTxInf></PmtInf>" TAIL;
    Error error = ERROR_EMPTY;
    Found found;
    AUTO(bulk_reading_done) BulkReading reading = {.format = BULK_AUTO};
    ck_assert_done(read_bytes(latin, sizeof latin - 1, "EUR", &found, &reading, &error), &error);
    ck_assert_str_eq(text_string(&found.lines), "1:42|100|M\xC3\xBCller||;");
    text_done(&found.lines);
}
END_TEST

START_TEST(reads_utf_16)
{
    static const char ascii[] = HEAD(NAMESPACE) GROUP("") GOOD "</PmtInf>" TAIL;
    AUTO(text_done) Text file = TEXT_EMPTY_MAX(TEXT_MAX_DOCUMENT);
    text_add_bytes(&file, "\xFF\xFE", 2);
    for (size_t i = 0; i + 1 < sizeof ascii; i++) {
        text_add_char(&file, ascii[i]);
        text_add_char(&file, '\0');
    }
    Error error = ERROR_EMPTY;
    Found found;
    AUTO(bulk_reading_done) BulkReading reading = {.format = BULK_AUTO};
    ck_assert_done(read_bytes(file.bytes, file.length, "EUR", &found, &reading, &error), &error);
    ck_assert_str_eq(text_string(&found.lines), "1:42|150|N|T|E;");
    text_done(&found.lines);
}
END_TEST

// UTF-16 with half a pair: only the conversion notices.
START_TEST(refuses_broken_utf_16)
{
    static const char broken[] = "\xFF\xFE<\0a\0>\0\x00\xDC\x00\xD8<\0/\0a\0>\0";
    assert_refused(broken, sizeof broken - 1, "Line ");
}
END_TEST

START_TEST(knows_message_and_day)
{
    static const char file[] = HEAD(NAMESPACE) "<GrpHdr><MsgId> M-1 </MsgId></GrpHdr>" GROUP(
        "<ReqdExctnDt><DtTm>2026-11-30T00:00:00</DtTm></ReqdExctnDt>") GOOD "</PmtInf>" TAIL;
    Error error = ERROR_EMPTY;
    Found found;
    AUTO(bulk_reading_done) BulkReading reading = {.format = BULK_AUTO};
    ck_assert_done(read_bytes(file, sizeof file - 1, "EUR", &found, &reading, &error), &error);
    ck_assert_str_eq(text_string(&reading.message), "M-1");
    ck_assert_str_eq(reading.execution_date, "2026-11-30");
    ck_assert_int_eq(reading.found, BULK_PAIN001);
    text_done(&found.lines);
}
END_TEST

START_TEST(refuses_what_is_no_file)
{
    static const char *const paths[] = {"/nowhere/at/all", "/", "/dev/null"};
    for (size_t i = 0; i < COUNT_OF(paths); i++) {
        Error error = ERROR_EMPTY;
        AUTO(bulk_reading_done) BulkReading reading = {.path = paths[i]};
        ck_assert_refused(bulk_read(&reading, &error), &error, ERROR_FILE);
        ck_assert_str_eq(error.field, "file");
    }
}
END_TEST

START_TEST(sums_are_exact)
{
    BulkSum sum = {.whole = 0};
    BulkSum wanted;
    for (int i = 0; i < 1000; i++)
        bulk_sum_add(&sum, "0.10001");
    ck_assert(bulk_sum_parse("100.01000", &wanted));
    ck_assert(!sum.is_unknown && bulk_sum_equal(&sum, &wanted));
    ck_assert(bulk_sum_parse("999999999999999999.99999999999999999", &wanted));
    ck_assert(!bulk_sum_parse("1000000000000000000", &wanted));
    ck_assert(!bulk_sum_parse("1.2.3", &wanted) && !bulk_sum_parse("", &wanted) &&
              !bulk_sum_parse("-1", &wanted) && !bulk_sum_parse(".", &wanted));
    bulk_sum_add(&sum, "12345678901234567");
    ck_assert(sum.is_unknown);
}
END_TEST

static int64_t peak_kib(void)
{
    struct rusage usage;
    ck_assert_int_eq(getrusage(RUSAGE_SELF, &usage), 0);
    return usage.ru_maxrss;
}

static bool ignore(void *context, BulkLine *line, Error *err)
{
    int64_t *count = context;
    (void)line;
    (void)err;
    ++*count;
    return true;
}

// 12 MB in a file of its own: what the reader keeps does not grow with it.
START_TEST(memory_is_bounded)
{
    enum { PAYMENTS = 50000, MOST_KIB = 8 * 1024 };
    char path[64];
    Error error = ERROR_EMPTY;
    int64_t count = 0;
    AUTO(text_done) Text head = TEXT_EMPTY;
    text_add(&head, HEAD(NAMESPACE) GROUP(""));
    AUTO(file_close) int fd = make_file(text_string(&head), head.length, path);
    for (int i = 0; i < PAYMENTS; i++)
        ck_assert_int_eq(write(fd, GOOD, sizeof GOOD - 1), sizeof GOOD - 1);
    ck_assert_int_gt(write(fd, "</PmtInf>" TAIL, sizeof "</PmtInf>" TAIL - 1), 0);
    int64_t before = peak_kib();
    AUTO(bulk_reading_done)
    BulkReading reading = {.path = path, .payer = "4711", .on_line = ignore, .context = &count};
    ck_assert_done(bulk_read(&reading, &error), &error);
    ck_assert_int_eq(count, PAYMENTS);
    ck_assert_int_lt(peak_kib() - before, MOST_KIB);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bulk_reader");
    TCase *tests = tcase_create("readers");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, reads_lines, 0, (int)COUNT_OF(good_files));
    tcase_add_loop_test(tests, refuses_files, 0, (int)COUNT_OF(refused_files));
    tcase_add_test(tests, refuses_deep_nesting);
    tcase_add_test(tests, refuses_huge_values);
    tcase_add_loop_test(tests, passes_over_long_texts, 0, 5);
    tcase_add_test(tests, reads_other_encodings);
    tcase_add_test(tests, reads_utf_16);
    tcase_add_test(tests, refuses_broken_utf_16);
    tcase_add_test(tests, knows_message_and_day);
    tcase_add_test(tests, refuses_what_is_no_file);
    tcase_add_test(tests, sums_are_exact);
    tcase_add_test(tests, memory_is_bounded);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
