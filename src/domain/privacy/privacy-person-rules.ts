import type { PrivacyRule } from "./privacy-rule.ts";

const ENGLISH_MONTH =
	"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?";
const SPANISH_MONTH =
	"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)\\b";
const NAME = "\\p{Lu}[\\p{L}'.-]*";

/** When: all elements of a date but the year, and ages over 89. */
export function datesAndAges(): readonly PrivacyRule[] {
	return [
		{
			code: "date",
			answerable: true,
			explanation: "This is a date. A year alone is fine; a day or a month can point at a patient, so leave it out.",
			patterns: [
				/(?<![\d/.-])(?:\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([/.-])\d{1,2}\2\d{1,2}|(?:0?[1-9]|1[0-2])\/(?:19|20)\d{2})(?![\d/-])/g,
				/\b(?:on|since|born|admitted|dob|el|desde|naci[óo]|ingres[óo])[: ]+(?:the )?\d{1,2}[/-]\d{1,2}(?![\d/-])/gi,
				new RegExp(`\\b${ENGLISH_MONTH} (?:the )?\\d{1,2}(?:st|nd|rd|th)?\\b(?:,? \\d{4})?`, "g"),
				new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)? (?:of )?${ENGLISH_MONTH}(?:,? \\d{4})?`, "g"),
				new RegExp(`\\b${ENGLISH_MONTH},? (?:of )?(?:19|20)\\d{2}\\b`, "g"),
				new RegExp(
					`\\b(?:[Ii]n|[Ss]ince|[Ll]ast|[Nn]ext|[Tt]his|[Dd]uring|[Uu]ntil|[Ee]arly|[Ll]ate|[Mm]id) ${ENGLISH_MONTH}`,
					"g",
				),
				new RegExp(`\\b\\d{1,2} (?:de )?${SPANISH_MONTH}(?: (?:de|del) \\d{4})?`, "gi"),
				new RegExp(`\\b(?:en|desde|hasta|durante|de|del|este|pasado|primero de) ${SPANISH_MONTH}`, "gi"),
			],
		},
		{
			code: "age",
			answerable: true,
			explanation: "This is an age over 89, which HIPAA counts as identifying. Leave it out.",
			patterns: [
				/\b(?:9\d|1[0-4]\d)[ -]?(?:years?[ -]old|yrs?[ -]old|y\/?o)\b/gi,
				/\b(?:age|aged|turns?|turned|turning|edad(?: de)?|cumpli[óo]|cumple) (?:9\d|1[0-4]\d)\b(?![,.]?\d)/gi,
				/\b(?:tiene|ten[íi]a|de|con) (?:9\d|1[0-4]\d) años\b(?! de (?!edad))/gi,
				/\b(?:ninety|one hundred|a hundred)(?:[ -](?:and )?\w+)?[ -]years?[ -]old\b|\b(?:noventa|cien|ciento)(?: (?:y )?\p{L}+)? años de edad\b/giu,
			],
		},
	];
}

/** Where: anything smaller than a state, down to a bed. */
export function addresses(): readonly PrivacyRule[] {
	return [
		{
			code: "address",
			answerable: true,
			explanation:
				"This looks like an address or a ZIP code. Nothing smaller than a state may be said about a patient.",
			patterns: [
				/(?<![\d$€£.,])\d{1,6}[A-Z]? (?:[NSEW]{1,2}\.? )?(?:(?:\p{Lu}[\p{L}'.]*|\d+(?:st|nd|rd|th)) ){1,4}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Way|Place|Pl|Circle|Cir|Highway|Hwy|Parkway|Pkwy|Terrace|Ter|Trail)\b/gu,
				/\b(?:calle|avenida|avda?\.?|av\.|calzada|carretera|colonia|paseo) [\p{L}\p{N}' .]{1,40}?(?:,? ?(?:#|n[úu]m(?:ero|\.)?|no\.?))? ?\d{1,6}\b/giu,
				/\b(?:p\.? ?o\.? box|apartado(?: postal)?|apt\.?|apartment|apto\.?|suite|ste\.) ?#?\d{1,6}[A-Z]?\b/gi,
				/(?<![\p{L}\d$€£#.,/-])\d{5}(?:-\d{4})?(?![\p{L}\d%]|[,.-]\d)/gu,
			],
			allowedAs: "phone",
		},
		{
			code: "location",
			explanation: "This says where in the hospital somebody is. Leave it out.",
			patterns: [
				/\b(?:room|rm\.?|bed|ward|bay|floor|habitaci[óo]n|cuarto|cama|pabell[óo]n|piso) ?(?:no\.?|number|n[úu]m(?:ero|\.)?|#)? ?#?\d{1,4}[A-Z]?\b(?![,.]\d)/gi,
			],
		},
	];
}

/** Who: names as patients are named, ages beside a name, and the words of a case history. */
export function people(): readonly PrivacyRule[] {
	return [
		{
			code: "name",
			explanation: "This looks like a patient's name, perhaps with an age. It needs a recorded authorisation.",
			patterns: [
				new RegExp(
					`\\b(?:[Pp]atient|PATIENT|[Pp]aciente|PACIENTE|[Bb]aby|[Bb]eb[ée]|little|[Pp]eque[ñn][oa]|[Nn]i[ñn][oa]|[Nn]amed|[Ss]urvivor|[Ll]lamad[oa]|[Ss]e llama|(?:(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur) (?:son|daughter)|[Hh]ij[oa]|[Mm]om of|[Mm]other of|[Dd]ad of|[Ff]ather of|[Mm]am[áa] de|[Pp]ap[áa] de)),? (?:is |es )?${NAME}`,
					"gu",
				),
				new RegExp(
					`(?<![\\p{L}])${NAME}(?: ${NAME}){0,2}(?:, (?:only |just |age |aged |edad |de )?| \\((?:age |edad )?)\\d{1,2}(?=\\)|[,;.](?!\\d)|$| (?:from|who|and(?! counting| more)|of|years?|months?|de \\p{Lu}\\p{L}*|que|años|meses)\\b)`,
					"gu",
				),
				new RegExp(`\\b\\d{1,2}[- ](?:year|month|week|day)s?[- ]old,? ${NAME}`, "gu"),
				new RegExp(
					`(?<![\\p{L}])${NAME} (?:is|was|turned|turns|just turned|tiene|ten[íi]a|cumpli[óo]|cumple) (?:only |just )?\\d{1,2}(?: (?:years?|months?|weeks?|days?|años|meses|semanas|d[íi]as)\\b|(?= (?:and|y)\\b)|(?=[.!?](?:\\s|$)))`,
					"gu",
				),
			],
		},
		{
			code: "story",
			explanation: "This sounds like a patient's story. It needs a recorded authorisation, even without a name.",
			patterns: [
				/\b(?:was|is|been|being|got|were) (?:diagnosed|admitted|hospitali[sz]ed|treated for|operated on|discharged)\b/gi,
				/\b(?:in remission|en remisi[óo]n|fue (?:diagnosticad|ingresad|hospitalizad|operad|dad)[oa](?: de alta)?|le diagnosticaron|lo operaron|la operaron)\b/gi,
			],
		},
	];
}
