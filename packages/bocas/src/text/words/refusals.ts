import type { RefusalCause, TestRefusal } from '../../statistics'
import { type Language } from './words'

/**
 * Why a statistic is refused, in the languages other than English: in short, without the numbers that English has. What is printed says it; the messages of the
 * terminal are English.
 */
const CAUSES: Readonly<Record<Exclude<Language, 'en'>, Readonly<Record<RefusalCause, string>>>> = {
  de: {
    'too few': 'zu wenige Werte',
    'too many': 'zu viele Werte für diesen Test',
    'too large': 'die Werte sind zu groß',
    'not finite': 'ein Wert ist nicht endlich',
    'not positive': 'ein Wert ist nicht endlich oder nicht größer als 0',
    'nothing varies': 'die Werte unterscheiden sich nicht',
    'no values': 'es gibt keine Werte',
    'no pairs': 'die Läufe bilden keine Paare',
    'several columns': 'dieser Test vergleicht innerhalb einer Spalte',
    'missing results': 'es fehlen Ergebnisse',
    'not asked': 'nicht verlangt',
  },
  fr: {
    'too few': 'trop peu de valeurs',
    'too many': 'trop de valeurs pour ce test',
    'too large': 'les valeurs sont trop grandes',
    'not finite': 'une valeur n’est pas finie',
    'not positive': 'une valeur n’est pas finie ou pas supérieure à 0',
    'nothing varies': 'les valeurs ne diffèrent pas',
    'no values': 'il n’y a pas de valeurs',
    'no pairs': 'les exécutions ne forment pas de paires',
    'several columns': 'ce test compare au sein d’une seule colonne',
    'missing results': 'il manque des résultats',
    'not asked': 'non demandé',
  },
  es: {
    'too few': 'demasiado pocos valores',
    'too many': 'demasiados valores para esta prueba',
    'too large': 'los valores son demasiado grandes',
    'not finite': 'un valor no es finito',
    'not positive': 'un valor no es finito o no es mayor que 0',
    'nothing varies': 'los valores no difieren',
    'no values': 'no hay valores',
    'no pairs': 'las ejecuciones no forman pares',
    'several columns': 'esta prueba compara dentro de una sola columna',
    'missing results': 'faltan resultados',
    'not asked': 'no solicitado',
  },
}

/** Why a statistic is refused, as it is printed. */
export const reasonIn = ({ refused, cause }: TestRefusal, language: Language = 'en'): string =>
  language === 'en' ? refused : CAUSES[language][cause]
