import { addresses, datesAndAges, people } from "./privacy-person-rules.ts";
import type { PrivacyRule } from "./privacy-rule.ts";

const NUMBER_SIGN =
	"(?: *(?:id|no\\.?|number|num\\.?|#|n[úu]mero|n\\.?[º°o]\\.?|code|c[óo]digo|de|ending in|terminad[oa] en))*[ :#-]*";
const CODE = "(?=[A-Z-]{0,8}\\d)[A-Z0-9][A-Z0-9-]{2,}";
const DIGIT_WORD =
	"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)";
const TLD =
	"(?:com|org|net|edu|gov|mil|info|biz|health|hospital|clinic|care|charity|foundation|fund|give|kids|life|live|online|site|page|link|app|dev|io|ai|ly|gl|me|co|us|uk|ca|mx|es|tv|fm|gg|to|be)";

function numbered(words: string): RegExp {
	return new RegExp(`\\b(?:${words})\\b${NUMBER_SIGN}${CODE}`, "giu");
}

/** In this order: the first rule that reads a piece of text decides about it. One row, one rule. */
export const PRIVACY_RULES: readonly PrivacyRule[] = [
	{
		code: "link",
		explanation: "This is a link that isn't one of the drive's own. Use the drive's donation page, or leave it out.",
		givesContact: true,
		allowedAs: "link",
		patterns: [
			/\b(?:https?|ftp):\/\/[^\s<>"]+/gi,
			/\bwww\.[^\s<>"]+/gi,
			new RegExp(
				`(?<![\\p{L}\\p{N}@.])(?:[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,62}\\.)+${TLD}(?![\\p{L}\\p{N}])(?:\\/[^\\s<>"]*)?`,
				"giu",
			),
		],
	},
	{
		code: "email",
		explanation: "This is an e-mail address. Leave it out; people can reach the drive by its phone number or page.",
		givesContact: true,
		patterns: [
			/[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63} ?(?:@|\(at\)|\[at\]) ?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})*\.\p{L}{2,24}/giu,
			/\b[\w.-]{1,64} (?:at|arroba) [\w-]{1,63} (?:dot|punto) (?:com|org|net|edu)\b/gi,
		],
	},
	{
		code: "device",
		explanation: "This looks like the serial number of a device. Leave it out.",
		patterns: [
			numbered("serial|device|implant|pacemaker|pump|udi|imei|dispositivo|serie|implante|marcapasos|bomba"),
			/(?<![\w:-])(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}(?![\w:-])/gi,
		],
	},
	{
		code: "ip-address",
		explanation: "This is the address of a device on the internet. Leave it out.",
		givesContact: true,
		patterns: [
			/(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]*\d)/g,
			/(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}(?![\w:])|(?<![\w:])(?:[0-9a-f]{1,4}:){1,6}:[0-9a-f]{1,4}(?![\w:])/gi,
		],
	},
	{
		code: "mention",
		explanation:
			"This would notify somebody's account. X forbids that to automated posts, and it can point at a person.",
		givesContact: true,
		patterns: [/(?<![\p{L}\p{N}_.@])@ ?[A-Za-z0-9_]{1,50}/gu],
	},
	{
		code: "social-security",
		explanation: "This looks like a Social Security number. It must never be published.",
		givesContact: true,
		patterns: [
			/(?<![\d-])\d{3}([-. ])\d{2}\1\d{4}(?![\d-])/g,
			/\b(?:ssn|social security|seguro social)\b[^\d\n]{0,25}\d[\d -]{3,10}/gi,
		],
	},
	{
		code: "medical-record",
		explanation: "This looks like a medical record number. Leave it out.",
		patterns: [
			numbered(
				"mrn|medical record|patient (?:id|number|no|#)|record (?:number|no|#)|chart|expediente|historia cl[íi]nica|historial",
			),
		],
	},
	{
		code: "health-plan",
		explanation: "This looks like the number of a health plan or an insurance policy. Leave it out.",
		patterns: [
			numbered(
				"member (?:id|number|no)|policy|plan (?:id|number|no)|insurance|medicaid|medicare|subscriber|beneficiary|group (?:id|number|no)|p[óo]liza|afiliad[oa]|asegurad[oa]|beneficiari[oa]",
			),
		],
	},
	{
		code: "account",
		explanation: "This looks like the number of an account or a card. Leave it out.",
		patterns: [
			numbered("account|acct|routing|iban|card|invoice|tarjeta|factura"),
			// "Cada donación cuenta: 500 hasta ahora" counts, it has no number.
			/\bcuenta(?: bancaria)?(?: *(?:no\.?|n[úu]mero|#|terminada en))* ?#?\d{4,}/gi,
			/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}\b/g,
		],
	},
	{
		code: "vehicle",
		explanation: "This looks like a licence plate or a vehicle's number. Leave it out.",
		patterns: [
			numbered("(?:licen[sc]e )?plates?|placas?|matr[íi]cula|vin"),
			/(?<![A-Z0-9])(?=[A-Z0-9]{0,16}\d)(?=[A-Z0-9]{0,16}[A-Z])[A-HJ-NPR-Z0-9]{17}(?![A-Z0-9])/g,
		],
	},
	{
		code: "licence",
		explanation: "This looks like the number of a licence, a certificate or a passport. Leave it out.",
		patterns: [numbered("licen[sc]e|licencia|certificate|certificado|passport|pasaporte|npi|dea")],
	},
	{
		code: "other-number",
		answerable: true,
		explanation: "This looks like a number that stands for one person or case. Leave it out.",
		patterns: [
			/\b(?:case|caso|folio|id|identifier|identificador|reference|referencia)\b ?(?:no\.?|number|n[úu]mero|#|:)[\s:#-]*(?=[A-Z-]{0,8}\d)[A-Z0-9][A-Z0-9-]{2,}/gi,
			/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi,
		],
	},
	...datesAndAges(),
	{
		code: "phone",
		explanation: "This phone or fax number isn't one of the drive's own. Use the drive's number, or leave it out.",
		givesContact: true,
		allowedAs: "phone",
		patterns: [
			/\b(?:1[-. ]?)?\(?(?:800|833|844|855|866|877|888)\)?[-. ][A-Z0-9]{3}[-. ]?[A-Z0-9]{4}\b/g,
			/(?<![\d$€£])(?<!\d,)(?!\d{5}-\d{4}(?!\d))\+?\(?\d(?:[ .()/-]{0,3}\d){6,17}(?![\d])(?!,\d{3})/g,
			new RegExp(`\\b(?:${DIGIT_WORD}[\\s,-]+){6,}${DIGIT_WORD}\\b`, "gi"),
		],
	},
	...addresses(),
	...people(),
];
