package com.startynk.sync.protocol;

import com.startynk.sync.protocol.push.SyncStatus;

/**
 * Every reason for which a call or an item can fail. Names are append-only: one that has shipped is never renamed or given
 * another meaning.
 */
public enum ErrorCode {

    /** The input is malformed or breaks a rule of its type; {@code errors} names the fields. */
    INVALID_INPUT(400, "BAD_REQUEST", -32600),

    /** No declaration carries this entity type's name. */
    UNKNOWN_ENTITY_TYPE(400, "BAD_REQUEST", -32600),

    /** {@code data} is not what the device computed its checksum from; nothing was applied. */
    CHECKSUM_MISMATCH(400, "BAD_REQUEST", -32600),

    /** {@code baseVersion} is above the entity's version. */
    INVALID_BASE_VERSION(400, "BAD_REQUEST", -32600),

    /** Not an Expo push token. */
    INVALID_PUSH_TOKEN(400, "BAD_REQUEST", -32600),

    /** The cursor is older than the kept tombstones, another reader's or another deployment's: pull again from null. */
    INVALID_CURSOR(410, "BAD_REQUEST", -32600),

    /** No token, or one that is not valid (any more). */
    UNAUTHENTICATED(401, "UNAUTHORIZED", -32001),

    /** A refresh token was used twice: the device's whole family of tokens is dead. */
    TOKEN_REUSED(401, "UNAUTHORIZED", -32001),

    /** The caller's roles or memberships do not allow it. */
    FORBIDDEN(403, "FORBIDDEN", -32003),

    /** There is no such thing, or the caller may not know of it. */
    NOT_FOUND(404, "NOT_FOUND", -32004),

    /** The HTTP method does not fit the resource, as in a mutation by GET. */
    METHOD_NOT_SUPPORTED(405, "METHOD_NOT_SUPPORTED", -32005),

    /** The id or local id is taken, be it by a deleted entity. */
    ALREADY_EXISTS(409, "CONFLICT", -32009),

    /** The mutation id was used before, with other content. */
    MUTATION_ID_REUSED(409, "CONFLICT", -32009),

    /** Somebody decided this conflict before. */
    ALREADY_RESOLVED(409, "CONFLICT", -32009),

    /** A notification that has gone out cannot be cancelled. */
    ALREADY_SENT(409, "CONFLICT", -32009),

    /** {@code If-Match} names another version than the present one; nothing was changed. */
    PRECONDITION_FAILED(412, "PRECONDITION_FAILED", -32012),

    /** One item or one request is too large. */
    PAYLOAD_TOO_LARGE(413, "PAYLOAD_TOO_LARGE", -32013),

    /** More items than a batch may have. */
    BATCH_TOO_LARGE(413, "PAYLOAD_TOO_LARGE", -32013),

    /** The body is not JSON. */
    UNSUPPORTED_MEDIA_TYPE(415, "UNSUPPORTED_MEDIA_TYPE", -32015),

    /** A limit of the device or the account; try again after {@code Retry-After}. */
    RATE_LIMITED(429, "TOO_MANY_REQUESTS", -32029),

    /** A part that is needed is out of reach; nothing was stored, keep the mutation. */
    TEMPORARILY_UNAVAILABLE(503, "SERVICE_UNAVAILABLE", -32603);

    private final int httpStatus;
    private final String trpcCode;
    private final int jsonRpcNumber;

    ErrorCode(int httpStatus, String trpcCode, int jsonRpcNumber) {
        this.httpStatus = httpStatus;
        this.trpcCode = trpcCode;
        this.jsonRpcNumber = jsonRpcNumber;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** The value of {@code data.code} in a tRPC error. */
    public String trpcCode() {
        return trpcCode;
    }

    /** The value of {@code code} in a tRPC error. */
    public int jsonRpcNumber() {
        return jsonRpcNumber;
    }

    /** The answer of one item inside a batch that meets this error. */
    public SyncStatus itemStatus() {
        return httpStatus == 429 || httpStatus == 503 ? SyncStatus.RETRY : SyncStatus.REJECTED;
    }
}
