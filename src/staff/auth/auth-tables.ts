/** better-auth's names for what stands in 0007_staff.sql. */
const STAMPS = { createdAt: "created_at", updatedAt: "updated_at" } as const;

export const USER = {
	modelName: "staff_user",
	fields: { ...STAMPS, emailVerified: "email_verified" },
	additionalFields: {
		role: { type: "string", required: true, input: false, defaultValue: "read-only" },
		disabledAt: { type: "date", required: false, input: false, returned: false, fieldName: "disabled_at" },
	},
} as const;

export const SESSION = {
	modelName: "staff_session",
	fields: { ...STAMPS, expiresAt: "expires_at", ipAddress: "ip_address", userAgent: "user_agent", userId: "user_id" },
	additionalFields: { way: { type: "string", required: false, input: false } },
} as const;

export const ACCOUNT = {
	modelName: "staff_account",
	fields: {
		...STAMPS,
		accountId: "account_id",
		providerId: "provider_id",
		userId: "user_id",
		accessToken: "access_token",
		refreshToken: "refresh_token",
		idToken: "id_token",
		accessTokenExpiresAt: "access_token_expires_at",
		refreshTokenExpiresAt: "refresh_token_expires_at",
	},
} as const;

export const VERIFICATION = {
	modelName: "staff_verification",
	fields: { ...STAMPS, expiresAt: "expires_at" },
} as const;

export const TWO_FACTOR_SCHEMA = {
	user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
	twoFactor: {
		modelName: "staff_two_factor",
		fields: {
			userId: "user_id",
			backupCodes: "backup_codes",
			failedVerificationCount: "failed_verification_count",
			lockedUntil: "locked_until",
		},
	},
};

export const PASSKEY_SCHEMA = {
	passkey: {
		modelName: "staff_passkey",
		fields: {
			publicKey: "public_key",
			userId: "user_id",
			credentialID: "credential_id",
			deviceType: "device_type",
			backedUp: "backed_up",
			createdAt: "created_at",
		},
	},
};
