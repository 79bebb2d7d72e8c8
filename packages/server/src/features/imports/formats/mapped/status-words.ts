/** What the status of a record may be, whatever the words of the system that it is from. */
export const statuses = [
  'paid',
  'unpaid',
  'confirmed',
  'completed',
  'delivered',
  'refunded',
  'partly_refunded',
  'cancelled',
  'no_show',
  'failed',
  'won',
  'accepted',
  'lost',
] as const;
export type Status = (typeof statuses)[number];

/** Null: a word that is not known. Spaces, marks, case and accents make no difference. */
export function statusOfWord(word: string): Status | null {
  return byWord.get(bare(word)) ?? null;
}

// English, then German, French, Spanish, Italian, Portuguese, Dutch, the Nordic languages, Polish, Czech, Turkish.
const words: Readonly<Record<Status, string>> = {
  paid: `paid, paid in full, partially paid, succeeded, success, successful, captured, settled, processing, in progress, in process, approved,
    shipped, dispatched, sent out, fulfilled, ready, ready for pickup, invoiced and paid,
    bezahlt, gezahlt, teilweise bezahlt, in bearbeitung, versandt, versendet, verschickt, abholbereit,
    paye, payee, reglee, regle, en cours, en preparation, expedie, expediee,
    pagado, pagada, en proceso, procesando, enviado, enviada,
    pagato, pagata, in lavorazione, spedito, spedita,
    pago, paga, processando, em processamento,
    betaald, in behandeling, verwerken, verzonden,
    betald, betalt, maksettu, skickad, sendt, behandlas,
    oplacone, oplacony, zaplacone, wyslane, w realizacji,
    zaplaceno, zaplacena, odeslano, zpracovava se,
    odendi, gonderildi, hazirlaniyor`,
  unpaid: `unpaid, not paid, pending, pending payment, awaiting payment, payment pending, on hold, open, new, draft, due, overdue, outstanding,
    authorized, authorised, invoiced, waiting, requested, sent, submitted, quoted, negotiation, negotiating, engaging, prospecting, qualified, proposal,
    unbezahlt, nicht bezahlt, offen, ausstehend, neu, entwurf, zahlung ausstehend, wartend, in wartestellung, angefragt, gesendet,
    impaye, impayee, non paye, en attente, en attente de paiement, nouveau, nouvelle, brouillon, ouvert,
    pendiente, pendiente de pago, no pagado, nuevo, nueva, borrador, abierto, en espera,
    non pagato, in attesa, in attesa di pagamento, in sospeso, nuovo, nuova, bozza, aperto,
    pendente, nao pago, aguardando pagamento, aguardando, novo, rascunho, aberto,
    onbetaald, niet betaald, openstaand, nieuw, concept, in afwachting, wachtend,
    obetald, ubetalt, avoin, ny, oppen, apen, utkast, vantar,
    nieoplacone, oczekujace, nowe, szkic,
    nezaplaceno, ceka, nova,
    odenmedi, beklemede, yeni, taslak`,
  confirmed: `confirmed, booked, reserved, scheduled, upcoming, active,
    bestatigt, gebucht, reserviert, geplant,
    confirme, confirmee, reserve, reservee, planifie,
    confirmado, confirmada, reservado, reservada, programado, agendado,
    confermato, confermata, prenotato, prenotata,
    bevestigd, geboekt, gereserveerd, gepland,
    bekraftad, bekraeftet, bekreftet, bokad, booket, varattu,
    potwierdzone, zarezerwowane, potvrzeno, rezervovano, onaylandi, rezerve`,
  completed: `completed, complete, done, finished, closed, attended, showed, show, arrived, checked in, checked out, check out, checkout, fulfilled in full, kept,
    abgeschlossen, erledigt, fertig, vollstandig, erschienen, wahrgenommen, ausgecheckt,
    termine, terminee, complet, complete, effectue, effectuee, honore, cloture, acheve,
    completado, completada, terminado, terminada, finalizado, finalizada, asistio, cerrado,
    completato, completata, terminato, concluso, conclusa, chiuso,
    concluido, concluida, completo, fechado,
    voltooid, afgerond, afgehandeld, gereed, verschenen, gesloten,
    slutford, fullfort, afsluttet, ferdig, klar, valmis,
    zakonczone, zrealizowane, dokonceno, hotovo, tamamlandi`,
  delivered: `delivered, picked up, collected, handed over,
    geliefert, ausgeliefert, zugestellt, abgeholt,
    livre, livree, retire, entregado, entregada, consegnato, consegnata, entregue,
    geleverd, bezorgd, opgehaald, levererad, leveret, levert, toimitettu, dostarczone, doruceno, teslim edildi`,
  refunded: `refunded, fully refunded, returned, charged back, chargeback, reversed,
    erstattet, zuruckerstattet, ruckerstattet, retourniert,
    rembourse, remboursee, reembolsado, reembolsada, devuelto, rimborsato, rimborsata, devolvido,
    terugbetaald, geretourneerd, aterbetald, refunderet, refundert, hyvitetty, zwrocone, vraceno, iade edildi`,
  partly_refunded: `partially refunded, partly refunded, partial refund,
    teilweise erstattet, partiellement rembourse, parcialmente reembolsado, parzialmente rimborsato, gedeeltelijk terugbetaald`,
  cancelled: `cancelled, canceled, cancel, cancelled by customer, canceled by customer, void, voided, annulled, deleted,
    storniert, abgesagt, abgebrochen, annulliert,
    annule, annulee, cancelado, cancelada, anulado, anulada, annullato, annullata, cancellato, cancellata,
    geannuleerd, avbokad, avbruten, annulleret, kansellert, avlyst, peruttu, anulowane, zruseno, stornovano, iptal, iptal edildi`,
  no_show: `no show, noshow, did not show, did not attend, missed, absent,
    nicht erschienen, absent, absente, non presente, no presentado, no asistio, non presentato, nao compareceu, faltou,
    niet verschenen, niet komen opdagen, uteblev, udeblevet, ei saapunut, nie stawil sie, nedostavil se, gelmedi`,
  failed: `failed, declined, payment failed, error, expired, incomplete, abandoned,
    fehlgeschlagen, gescheitert, abgelaufen, echoue, echouee, fallido, fallida, fallito, fallita, falhou, mislukt, misslyckades,
    mislykkedes, mislyktes, epaonnistui, nieudane, selhalo, basarisiz`,
  won: `won, closed won, sold, gewonnen, gagne, gagnee, ganado, ganada, vinto, vinta, ganho, vunnen, vundet, vunnet, wygrane, kazanildi`,
  accepted: `accepted, signed, angenommen, akzeptiert, accepte, acceptee, signe, aceptado, aceptada, accettato, accettata, aceito, aceita,
    geaccepteerd, accepterad, accepteret, akseptert, hyvaksytty, zaakceptowane, prijato, kabul edildi`,
  lost: `lost, closed lost, rejected, refused, turned down, verloren, abgelehnt, perdu, perdue, refuse, refusee, perdido, perdida, rechazado,
    perso, persa, rifiutato, recusado, verloren, afgewezen, forlorad, tabt, tapt, havitty, przegrane, odrzucone, ztraceno, kaybedildi`,
};

function bare(word: string): string {
  return word
    .toLowerCase()
    .replace(/^wc-/, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('ı', 'i')
    .replaceAll('ß', 'ss')
    .replaceAll('æ', 'ae')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const byWord = new Map<string, Status>();
for (const status of statuses) {
  for (const word of words[status].split(',')) if (!byWord.has(bare(word))) byWord.set(bare(word), status);
}
