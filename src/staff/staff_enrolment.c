// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include <qrencode.h>

#include "base/memory.h"
#include "staff/staff_internal.h"

enum {
    QUIET = 2,      // light modules around the code; less than the standard's four, and enough
    QR_WIDEST = 57, // modules: what a terminal of 80 x 24 cannot show is not drawn
    HALF_BLOCK = 3, // bytes of one half block in UTF-8
    SEED_SHORTEST = 16,
    SEED_LONGEST = 64,
};

void staff_enrolment_free(StaffEnrolment *enrolment)
{
    if (enrolment == NULL)
        return;
    secret_free(enrolment->base32);
    secret_free(enrolment->uri);
    secret_free(enrolment->qr);
    free(enrolment);
}

static bool is_light(const QRcode *code, int row, int column)
{
    bool is_inside = row >= 0 && column >= 0 && row < code->width && column < code->width;
    return !is_inside || (code->data[row * code->width + column] & 1) == 0;
}

// Two modules above each other are one character.
static void draw_line(const QRcode *code, int row, Secret *qr)
{
    for (int column = -QUIET; column < code->width + QUIET; column++) {
        bool has_lower = row + 1 < code->width + QUIET;
        bool upper = is_light(code, row, column);
        bool lower = has_lower && is_light(code, row + 1, column);
        if (upper)
            staff_secret_add(qr, lower ? "█" : "▀");
        else
            staff_secret_add(qr, lower ? "▄" : " ");
    }
    staff_secret_add(qr, "\n");
}

static void draw(const QRcode *code, StaffEnrolment *enrolment)
{
    int width = code->width + 2 * QUIET;
    int height = (width + 1) / 2;
    enrolment->qr = secret_new((size_t)height * ((size_t)width * HALF_BLOCK + 1));
    enrolment->qr_width = width;
    enrolment->qr_height = height;
    for (int row = -QUIET; row < code->width + QUIET; row += 2)
        draw_line(code, row, enrolment->qr);
}

static bool encode(StaffEnrolment *enrolment, Error *err)
{
    QRcode *code = QRcode_encodeString8bit(secret_text(enrolment->uri), 0, QR_ECLEVEL_L);
    if (code == NULL || code->width > QR_WIDEST) {
        QRcode_free(code);
        return error_set(err, ERROR_INTERNAL, __func__, "The QR code could not be made.");
    }
    draw(code, enrolment);
    secret_wipe(code->data, (size_t)code->width * (size_t)code->width);
    QRcode_free(code);
    return true;
}

static Secret *make_uri(const char *name, const Secret *base32)
{
    Secret *uri = secret_new(SECRET_MAX);
    staff_secret_add(uri, "otpauth://totp/Paydesk:");
    staff_secret_add(uri, name);
    staff_secret_add(uri, "?secret=");
    staff_secret_add(uri, secret_text(base32));
    staff_secret_add(uri, "&issuer=Paydesk");
    return uri;
}

static bool make_seed(const Secret *base32, Secret **ret_seed, Error *err)
{
    if (base32 == NULL) {
        *ret_seed = secret_random_new(STAFF_SEED_BYTES);
        return true;
    }
    AUTO(secret_free) Secret *seed = NULL;
    if (!secret_base32_decode(secret_text(base32), &seed, err))
        return error_add_field(err, "seed");
    if (secret_length(seed) < SEED_SHORTEST || secret_length(seed) > SEED_LONGEST)
        return error_set_field(err, ERROR_MALFORMED, "seed", NULL, "A seed has 16 to 64 bytes.");
    *ret_seed = TAKE(seed);
    return true;
}

bool staff_enrolment_new(const char *name, const Secret *base32, StaffEnrolment **ret_enrolment,
                         Error *err)
{
    AUTO(secret_free) Secret *seed = NULL;
    AUTO(staff_enrolment_free) StaffEnrolment *enrolment = NULL;
    if (!make_seed(base32, &seed, err))
        return false;
    enrolment = NEW(StaffEnrolment);
    enrolment->base32 = secret_base32_encode(seed);
    enrolment->uri = make_uri(name, enrolment->base32);
    if (!encode(enrolment, err))
        return false;
    *ret_enrolment = TAKE(enrolment);
    return true;
}
