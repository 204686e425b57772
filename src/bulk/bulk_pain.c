// SPDX-License-Identifier: Apache-2.0
//
// pain.001, customer credit transfer initiation.  Read as it comes, by libxml2's push parser: no
// tree is built, so memory does not grow with the file.  Nothing from outside the file is ever
// fetched, a document type is refused before its first declaration is read (so there are no
// entities but XML's own five), depth and lengths have limits, and libxml2 keeps its own, which
// XML_PARSE_HUGE would lift and is never given.
//
// Only the elements below are looked at; all others, and all of other namespaces, are passed over.
#include <inttypes.h>
#include <libxml/parser.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "bulk/bulk_internal.h"

enum {
    DEPTH_MAX = 32,
    BLOCK = 65536,
    FIRST_BYTES = 4, // that tell the encoding
    SHOWN_MAX = 60,
    LAST_VERSION = 12,
    FIRST_VERSION = 3,
};

static const char namespace_stem[] = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.";

typedef enum Node {
    NODE_OTHER, // passed over, with all that is in it
    NODE_FILE,
    NODE_DOCUMENT,
    NODE_INITIATION,
    NODE_HEADER,
    NODE_HEADER_MESSAGE,
    NODE_HEADER_COUNT,
    NODE_HEADER_SUM,
    NODE_GROUP,
    NODE_GROUP_NAME,
    NODE_GROUP_METHOD,
    NODE_GROUP_COUNT,
    NODE_GROUP_SUM,
    NODE_GROUP_DATE,
    NODE_GROUP_DATE_PART,
    NODE_DEBTOR,
    NODE_DEBTOR_ID,
    NODE_DEBTOR_OTHER,
    NODE_DEBTOR_NUMBER,
    NODE_PAYMENT,
    NODE_PAYMENT_ID,
    NODE_REFERENCE,
    NODE_AMOUNTS,
    NODE_AMOUNT,
    NODE_CREDITOR,
    NODE_NAME,
    NODE_ACCOUNT,
    NODE_ACCOUNT_ID,
    NODE_ACCOUNT_IBAN,
    NODE_ACCOUNT_OTHER,
    NODE_ACCOUNT_NUMBER,
    NODE_REMITTANCE,
    NODE_TEXT,
    NODE_STRUCTURED,
    NODE_CREDITOR_REFERENCE,
    NODE_CREDITOR_REFERENCE_TEXT,
} Node;

static const struct {
    Node parent;
    const char *name;
    Node node;
    bool is_value; // its text is wanted
} nodes[] = {
    {NODE_FILE, "Document", NODE_DOCUMENT, false},
    {NODE_DOCUMENT, "CstmrCdtTrfInitn", NODE_INITIATION, false},
    {NODE_INITIATION, "PmtInf", NODE_GROUP, false},
    {NODE_INITIATION, "GrpHdr", NODE_HEADER, false},
    {NODE_HEADER, "MsgId", NODE_HEADER_MESSAGE, true},
    {NODE_HEADER, "NbOfTxs", NODE_HEADER_COUNT, true},
    {NODE_HEADER, "CtrlSum", NODE_HEADER_SUM, true},
    {NODE_GROUP, "CdtTrfTxInf", NODE_PAYMENT, false},
    {NODE_GROUP, "PmtInfId", NODE_GROUP_NAME, true},
    {NODE_GROUP, "PmtMtd", NODE_GROUP_METHOD, true},
    {NODE_GROUP, "NbOfTxs", NODE_GROUP_COUNT, true},
    {NODE_GROUP, "CtrlSum", NODE_GROUP_SUM, true},
    {NODE_GROUP, "ReqdExctnDt", NODE_GROUP_DATE, true},
    {NODE_GROUP_DATE, "Dt", NODE_GROUP_DATE_PART, true},
    {NODE_GROUP_DATE, "DtTm", NODE_GROUP_DATE_PART, true},
    {NODE_GROUP, "DbtrAcct", NODE_DEBTOR, false},
    {NODE_DEBTOR, "Id", NODE_DEBTOR_ID, false},
    {NODE_DEBTOR_ID, "IBAN", NODE_DEBTOR_NUMBER, true},
    {NODE_DEBTOR_ID, "Othr", NODE_DEBTOR_OTHER, false},
    {NODE_DEBTOR_OTHER, "Id", NODE_DEBTOR_NUMBER, true},
    {NODE_PAYMENT, "PmtId", NODE_PAYMENT_ID, false},
    {NODE_PAYMENT_ID, "EndToEndId", NODE_REFERENCE, true},
    {NODE_PAYMENT, "Amt", NODE_AMOUNTS, false},
    {NODE_AMOUNTS, "InstdAmt", NODE_AMOUNT, true},
    {NODE_PAYMENT, "Cdtr", NODE_CREDITOR, false},
    {NODE_CREDITOR, "Nm", NODE_NAME, true},
    {NODE_PAYMENT, "CdtrAcct", NODE_ACCOUNT, false},
    {NODE_ACCOUNT, "Id", NODE_ACCOUNT_ID, false},
    {NODE_ACCOUNT_ID, "IBAN", NODE_ACCOUNT_IBAN, true},
    {NODE_ACCOUNT_ID, "Othr", NODE_ACCOUNT_OTHER, false},
    {NODE_ACCOUNT_OTHER, "Id", NODE_ACCOUNT_NUMBER, true},
    {NODE_PAYMENT, "RmtInf", NODE_REMITTANCE, false},
    {NODE_REMITTANCE, "Ustrd", NODE_TEXT, true},
    {NODE_REMITTANCE, "Strd", NODE_STRUCTURED, false},
    {NODE_STRUCTURED, "CdtrRefInf", NODE_CREDITOR_REFERENCE, false},
    {NODE_CREDITOR_REFERENCE, "Ref", NODE_CREDITOR_REFERENCE_TEXT, true},
};

// The count and the sum that a header or a group declares, and what there is.
typedef struct Control {
    Text count;
    Text sum;
    int64_t counted;
    BulkSum summed;
} Control;

static void control_clear(Control *control)
{
    text_clear(&control->count);
    text_clear(&control->sum);
    control->counted = 0;
    control->summed = (BulkSum){.whole = 0};
}

typedef struct Pain {
    BulkReading *reading;
    xmlParserCtxtPtr parser;
    Error *err;
    bool has_failed;
    Node open[DEPTH_MAX];
    bool is_value[DEPTH_MAX];
    size_t depth;
    bool has_document;
    Text value; // of the innermost element whose text is wanted
    Control header;
    Control group;
    Text group_name;
    Text group_date;
    bool has_debtor;
    BulkLine line;
} Pain;

static void pain_done(Pain *pain)
{
    if (pain->parser != NULL)
        xmlFreeParserCtxt(pain->parser);
    text_done(&pain->value);
    text_done(&pain->header.count);
    text_done(&pain->header.sum);
    text_done(&pain->group.count);
    text_done(&pain->group.sum);
    text_done(&pain->group_name);
    text_done(&pain->group_date);
    bulk_line_done(&pain->line);
}
AUTO_DEFINE_VALUE(Pain, pain_done);

static int64_t line_now(const Pain *pain)
{
    return pain->parser == NULL || pain->parser->input == NULL ? 0 : pain->parser->input->line;
}

static void stop(Pain *pain)
{
    pain->has_failed = true;
    xmlStopParser(pain->parser);
}

// The file cannot be used: where, and why.  The first reason counts.
static void PRINTF_LIKE(3, 4) refuse(Pain *pain, const char *hint, const char *format, ...)
{
    AUTO(text_done) Text reason = TEXT_EMPTY;
    AUTO(text_done) Text clean = TEXT_EMPTY;
    if (pain->has_failed)
        return;
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&reason, format, arguments);
    va_end(arguments);
    utf8_add_cleaned(&clean, text_string(&reason));
    (void)error_set_field(pain->err, ERROR_MALFORMED, "file", hint, "Line %" PRId64 ": %s.",
                          line_now(pain), text_string(&clean));
    stop(pain);
}

static const char *shown(Text *text)
{
    text_cut(text, utf8_fit_bytes(text_string(text), SHOWN_MAX));
    return text_string(text);
}

// ---- Control sums ----

static void check_control(Pain *pain, Control *control, const char *of)
{
    BulkSum declared;
    const char hint[] = "The file was cut or changed after it was made: ask for it again.";
    if (control->count.length > 0) {
        AUTO_FREE char *counted = text_format("%" PRId64, control->counted);
        const char *count = text_string(&control->count);
        count += strspn(count, "0");
        if (!text_equal(count, counted))
            refuse(pain, hint, "%s says NbOfTxs %s, but there are %s payments", of,
                   shown(&control->count), counted);
    }
    // An amount that cannot be read makes its own line bad; no sum can be expected to be right.
    if (control->sum.length > 0 && !control->summed.is_unknown &&
        (!bulk_sum_parse(text_string(&control->sum), &declared) ||
         !bulk_sum_equal(&declared, &control->summed)))
        refuse(pain, hint, "%s says CtrlSum %s, which is not the sum of its amounts", of,
               shown(&control->sum));
}

// ---- Elements ----

static void begin_group(Pain *pain)
{
    control_clear(&pain->group);
    text_clear(&pain->group_name);
    text_clear(&pain->group_date);
    pain->has_debtor = false;
}

// "2026-11-30", or the day of "2026-11-30T12:00:00+01:00".
static void take_date(Pain *pain)
{
    BulkReading *reading = pain->reading;
    Date date;
    if (pain->group_date.length >= BULK_DATE_SIZE - 1 &&
        pain->group_date.bytes[BULK_DATE_SIZE - 1] == 'T')
        text_cut(&pain->group_date, BULK_DATE_SIZE - 1);
    const char *day = text_string(&pain->group_date);
    if (strlen(day) != BULK_DATE_SIZE - 1 || !date_parse(day, &date, NULL)) {
        refuse(pain, NULL, "ReqdExctnDt \"%s\" is not a day", shown(&pain->group_date));
        return;
    }
    if (reading->execution_date[0] != '\0' && !text_equal(reading->execution_date, day))
        refuse(pain, "Split the file, one for each day.",
               "the payments are to be carried out on different days: %s and %s",
               reading->execution_date, day);
    memcpy(reading->execution_date, day, BULK_DATE_SIZE);
}

static void end_debtor(Pain *pain)
{
    if (!pain->has_debtor)
        refuse(pain, NULL, "the account to pay from is missing");
}

static void begin_payment(Pain *pain)
{
    if (pain->group_date.length > 0 && pain->group.counted == 0)
        take_date(pain);
    if (!pain->has_debtor)
        refuse(pain, NULL, "PmtInf %s names no account to pay from", shown(&pain->group_name));
    bulk_line_clear(&pain->line);
    pain->line.line = line_now(pain);
}

static void end_payment(Pain *pain)
{
    const char *amount = text_string(&pain->line.amount);
    pain->group.counted++;
    pain->header.counted++;
    bulk_sum_add(&pain->group.summed, amount);
    bulk_sum_add(&pain->header.summed, amount);
    if (!pain->has_failed && !bulk_reading_line(pain->reading, &pain->line, pain->err))
        stop(pain);
}

static void begin(Pain *pain, Node node)
{
    if (node == NODE_GROUP)
        begin_group(pain);
    else if (node == NODE_PAYMENT)
        begin_payment(pain);
}

static void drop_blanks(Text *text)
{
    size_t kept = 0;
    for (size_t i = 0; i < text->length; i++)
        if (strchr(" \t\r\n", text->bytes[i]) == NULL)
            text->bytes[kept++] = text->bytes[i];
    if (text->length > 0)
        text_cut(text, kept);
}

// Without blanks around it; line ends and runs of blanks inside become one blank.
static void collapse(Text *text)
{
    size_t kept = 0;
    for (size_t i = 0; i < text->length; i++) {
        bool is_blank = strchr(" \t\r\n", text->bytes[i]) != NULL;
        if (!is_blank)
            text->bytes[kept++] = text->bytes[i];
        else if (kept > 0 && text->bytes[kept - 1] != ' ')
            text->bytes[kept++] = ' ';
    }
    if (kept > 0 && text->bytes[kept - 1] == ' ')
        kept--;
    if (text->length > 0)
        text_cut(text, kept);
}

static void take_debtor(Pain *pain)
{
    drop_blanks(&pain->value);
    const char *number = text_string(&pain->value);
    pain->has_debtor = true;
    if (!text_equal(number, pain->reading->payer)) {
        AUTO_FREE char *named = text_copy(shown(&pain->value));
        refuse(pain, "Load it for that account, or correct the file.",
               "the file pays from %s, not from %s", named, pain->reading->payer);
    }
}

static void add_words(Text *text, const Text *more)
{
    if (text->length > 0)
        text_add_char(text, ' ');
    text_add(text, text_string(more));
}

static void set(Text *text, const Text *value)
{
    text_clear(text);
    text_add(text, text_string(value));
}

static void take_method(Pain *pain)
{
    if (!text_equal(text_string(&pain->value), "TRF"))
        refuse(pain, "Only credit transfers (TRF) are taken.", "PmtMtd is %s", shown(&pain->value));
}

// The text of an element is complete.
static void take_value(Pain *pain, Node node)
{
    BulkLine *line = &pain->line;
    collapse(&pain->value);
    switch ((int)node) {
    case NODE_HEADER_MESSAGE:
        set(&pain->reading->message, &pain->value);
        break;
    case NODE_HEADER_COUNT:
        set(&pain->header.count, &pain->value);
        break;
    case NODE_HEADER_SUM:
        set(&pain->header.sum, &pain->value);
        break;
    case NODE_GROUP_NAME:
        set(&pain->group_name, &pain->value);
        break;
    case NODE_GROUP_METHOD:
        take_method(pain);
        break;
    case NODE_GROUP_COUNT:
        set(&pain->group.count, &pain->value);
        break;
    case NODE_GROUP_SUM:
        set(&pain->group.sum, &pain->value);
        break;
    case NODE_GROUP_DATE:
    case NODE_GROUP_DATE_PART:
        if (pain->value.length > 0)
            set(&pain->group_date, &pain->value);
        break;
    case NODE_DEBTOR_NUMBER:
        take_debtor(pain);
        break;
    case NODE_REFERENCE:
        set(&line->reference, &pain->value);
        break;
    case NODE_AMOUNT:
        set(&line->amount, &pain->value);
        break;
    case NODE_NAME:
        set(&line->name, &pain->value);
        break;
    case NODE_ACCOUNT_IBAN:
        line->is_iban = true;
        set(&line->account, &pain->value);
        break;
    case NODE_ACCOUNT_NUMBER:
        set(&line->account, &pain->value);
        break;
    case NODE_TEXT:
    case NODE_CREDITOR_REFERENCE_TEXT:
        add_words(&line->text, &pain->value);
        break;
    default:
        break;
    }
}

static void end(Pain *pain, Node node)
{
    if (node == NODE_PAYMENT) {
        end_payment(pain);
    } else if (node == NODE_DEBTOR) {
        end_debtor(pain);
    } else if (node == NODE_GROUP) {
        AUTO_FREE char *of = text_format("PmtInf %s", shown(&pain->group_name));
        check_control(pain, &pain->group, of);
    } else if (node == NODE_INITIATION) {
        check_control(pain, &pain->header, "GrpHdr");
    }
}

// ---- What libxml2 calls ----

static bool is_our_namespace(const char *uri)
{
    size_t stem = sizeof namespace_stem - 1;
    if (uri == NULL || strncmp(uri, namespace_stem, stem) != 0 || strlen(uri) != stem + 2)
        return false;
    int version = (uri[stem] - '0') * 10 + (uri[stem + 1] - '0');
    return strspn(uri + stem, "0123456789") == 2 && version >= FIRST_VERSION &&
           version <= LAST_VERSION;
}

static size_t find_node(Node parent, const char *name)
{
    for (size_t i = 0; parent != NODE_OTHER && i < COUNT_OF(nodes); i++)
        if (nodes[i].parent == parent && text_equal(nodes[i].name, name))
            return i;
    return COUNT_OF(nodes);
}

// The currency of InstdAmt.  Attributes come as five pointers each: name, prefix, namespace, first
// and behind the last byte of the value.
static void take_currency(Pain *pain, int count, const xmlChar **attributes)
{
    for (int i = 0; i < count; i++) {
        const char *name = (const char *)attributes[5 * i];
        const char *first = (const char *)attributes[5 * i + 3];
        const char *behind = (const char *)attributes[5 * i + 4];
        if (text_equal(name, "Ccy")) {
            text_clear(&pain->line.currency);
            text_add_bytes(&pain->line.currency, first, (size_t)(behind - first));
        }
    }
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted_count, const xmlChar **attributes)
{
    Pain *pain = context;
    (void)prefix;
    (void)namespace_count;
    (void)namespaces;
    (void)defaulted_count;
    if (pain->has_failed)
        return;
    if (pain->depth == DEPTH_MAX) {
        refuse(pain, NULL, "elements are nested more than %d deep", DEPTH_MAX);
        return;
    }
    bool is_ours = is_our_namespace((const char *)uri);
    Node parent = pain->depth == 0 ? NODE_FILE : pain->open[pain->depth - 1];
    size_t found = is_ours ? find_node(parent, (const char *)name) : COUNT_OF(nodes);
    if (pain->depth == 0 && found == COUNT_OF(nodes)) {
        refuse(pain, "Versions pain.001.001.03 to .12 are taken.",
               "this is not a pain.001: <%.40s> of namespace \"%.80s\"", (const char *)name,
               uri == NULL ? "" : (const char *)uri);
        return;
    }
    Node node = found == COUNT_OF(nodes) ? NODE_OTHER : nodes[found].node;
    pain->is_value[pain->depth] = node != NODE_OTHER && nodes[found].is_value;
    pain->open[pain->depth++] = node;
    text_clear(&pain->value);
    if (node == NODE_INITIATION)
        pain->has_document = true;
    if (node == NODE_AMOUNT)
        take_currency(pain, attribute_count, attributes);
    begin(pain, node);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    Pain *pain = context;
    (void)name;
    (void)prefix;
    (void)uri;
    if (pain->has_failed || pain->depth == 0)
        return;
    Node node = pain->open[--pain->depth];
    if (pain->is_value[pain->depth])
        take_value(pain, node);
    text_clear(&pain->value);
    end(pain, node);
}

static void on_text(void *context, const xmlChar *text, int length)
{
    Pain *pain = context;
    if (pain->has_failed || pain->depth == 0 || !pain->is_value[pain->depth - 1])
        return;
    text_add_bytes(&pain->value, (const char *)text, (size_t)length);
    if (pain->value.is_full)
        refuse(pain, NULL, "a value is longer than %d bytes", BULK_VALUE_MAX);
}

// Called before anything between the brackets is read.
static void on_document_type(void *context, const xmlChar *name, const xmlChar *external,
                             const xmlChar *system)
{
    (void)name;
    (void)external;
    (void)system;
    refuse(context, "A payment file needs none: take it out.",
           "the file has a document type (DOCTYPE), which is not accepted");
}

static void on_error(void *context, xmlErrorPtr error)
{
    Pain *pain = context;
    AUTO(text_done) Text message = TEXT_EMPTY;
    if (error->level < XML_ERR_ERROR)
        return;
    text_add(&message, error->message == NULL ? "it is broken" : error->message);
    while (message.length > 0 && strchr("\r\n .", message.bytes[message.length - 1]) != NULL)
        text_cut(&message, message.length - 1);
    refuse(pain, "Ask for the file again, or have it made anew.", "the file is no XML: %.200s",
           text_string(&message));
}

// Faults of a character encoding are told to nobody in particular; libxml2 would write them to
// standard error, over whatever screen is there.
static void on_stray_error(void *context, xmlErrorPtr error)
{
    (void)context;
    (void)error;
}

// ---- Reading ----

static xmlSAXHandler handlers(void)
{
    return (xmlSAXHandler){
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .cdataBlock = on_text,
        .internalSubset = on_document_type,
        .serror = on_error,
    };
}

static void on_stray_words(void *context, const char *format, ...) PRINTF_LIKE(2, 3);
static void on_stray_words(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

// Bytes that are none of the declared encoding are told by the result only.
static void push(Pain *pain, const char *block, int size, bool is_last)
{
    int result = xmlParseChunk(pain->parser, block, size, is_last ? 1 : 0);
    if (result == XML_ERR_INVALID_ENCODING || (is_last && pain->parser->wellFormed == 0))
        refuse(pain, "Ask for the file again, or have it made anew.",
               "the file is no XML: it is broken, or not in the encoding that it declares");
}

static bool feed_all(Pain *pain, BulkSource *source)
{
    AUTO_FREE char *block = memory_new(BLOCK, 1);
    int64_t got = 0;
    while (!pain->has_failed && (got = bulk_source_read(source, block, BLOCK)) > 0)
        push(pain, block, (int)got, false);
    if (!pain->has_failed && got == 0)
        push(pain, block, 0, true);
    return !pain->has_failed && got == 0;
}

static bool feed(Pain *pain, BulkSource *source)
{
    // These handlers are the thread's own.
    xmlSetStructuredErrorFunc(NULL, on_stray_error);
    xmlSetGenericErrorFunc(NULL, on_stray_words);
    bool is_fed = feed_all(pain, source);
    xmlSetGenericErrorFunc(NULL, NULL);
    xmlSetStructuredErrorFunc(NULL, NULL);
    return is_fed;
}

bool bulk_read_pain(BulkReading *reading, BulkSource *source, Error *err)
{
    AUTO(pain_done)
    Pain pain = {.reading = reading, .err = err, .value = TEXT_EMPTY_MAX(BULK_VALUE_MAX)};
    xmlSAXHandler sax = handlers();
    char first[FIRST_BYTES];
    bulk_line_init(&pain.line);
    int64_t got = bulk_source_read(source, first, sizeof first);
    if (got < 0)
        return false;
    pain.parser = xmlCreatePushParserCtxt(&sax, &pain, first, (int)got, NULL);
    if (pain.parser == NULL)
        return error_set(err, ERROR_INTERNAL, __func__, "The XML reader could not be started.");
    (void)xmlCtxtUseOptions(pain.parser, XML_PARSE_NONET | XML_PARSE_COMPACT);
    if (!feed(&pain, source))
        return false;
    if (!pain.has_document) {
        refuse(&pain, NULL, "there is no CstmrCdtTrfInitn in it");
        return false;
    }
    return true;
}
