import type { MappedField } from '@regulars/contract/imports.ts';

/** As `fieldWords`: what says who a person is. */
export const personWords: Partial<Record<MappedField, string>> = {
  customer_id: `customer id, customer number, customer code, customer key, customer ref, customer reference, client id, client number,
    client code, contact id, member id, member number, membership number, guest id, patient id, patient number, buyer id, user id,
    account id, account number, loyalty number, card number, household id, customerid, kundennummer, kunden nr, kunden id, kunde id,
    debitor, debitorennummer, mitgliedsnummer, gastnummer, patientennummer, numero client, code client, id client, numero adherent,
    id cliente, numero cliente, codigo cliente, numero socio, codice cliente, numero tessera, klantnummer, klant id, klantcode,
    lidnummer, relatienummer`,
  customer_name: `customer, customer name, client, client name, full name, contact, contact name, member, member name, guest, guest name,
    patient, patient name, buyer, buyer name, account, account name, bill to, billing name, recipient, kunde, kundenname,
    kundin, vollstaendiger name, ansprechpartner, gast, gastname, patientenname, nom client, nom complet, nom prenom, acheteur,
    cliente, nombre cliente, nombre completo, nombre apellidos, paciente, huesped, nome cliente, nome completo, nome cognome,
    nominativo, ospite, paziente, hospede, utente, klant, klantnaam, volledige naam, contactpersoon, patientnaam`,
  customer_first_name: `first name, given name, forename, firstname, fname, vorname, prenom, nombre pila, primer nombre, primeiro nome,
    nome proprio, voornaam`,
  customer_last_name: `last name, surname, family name, lastname, lname, nachname, familienname, zuname, nom famille, apellido, apellidos,
    cognome, sobrenome, apelido, achternaam, familienaam`,
  email: `email, e mail, mail, email address, e mail address, mail address, emailadresse, e mail adresse, mailadresse, adresse email,
    adresse mail, adresse e mail, adresse electronique, courriel, correo, correo electronico, direccion correo, direccion email,
    posta elettronica, indirizzo email, indirizzo e mail, endereco email, endereco e mail, correio eletronico, emailadres,
    e mailadres, mailadres`,
  phone: `phone, phone number, telephone, telephone number, tel, tel number, mobile, mobile number, mobile phone, cell, cell phone,
    cellphone, contact number, whatsapp, telefon, telefonnummer, mobil, mobilnummer, handy, handynummer, rufnummer, numero telephone,
    portable, numero portable, telephone portable, telefono, numero telefono, movil, telefono movil, celular, cellulare,
    telefono cellulare, telefone, telemovel, numero telefone, telefoon, telefoonnummer, mobiel, mobiel nummer, gsm`,
  registered_at: `registered at, registered on, registration date, date registered, registered, signed up, signup date, sign up date,
    joined, joined at, joined on, join date, member since, customer since, client since, registriert am, registrierungsdatum,
    anmeldedatum, kunde seit, mitglied seit, date inscription, inscrit le, client depuis, fecha registro, fecha alta,
    cliente desde, data registrazione, data iscrizione, cliente dal, data cadastro, data registo, cadastrado em,
    registratiedatum, aanmelddatum, klant sinds, lid sinds`,
};

/** Words that mean one thing in a table of orders and another in one of customers. */
export const plainWords = {
  date: `date, day, datetime, date time, timestamp, when, datum, tag, zeitpunkt, jour, date heure, horodatage, fecha, dia, fecha hora,
    data, giorno, data ora, data hora, dag, tijdstip`,
  made: `created, created at, created on, created date, date created, creation date, date added, added, added on, entered, erstellt,
    erstellt am, angelegt am, erstelldatum, cree, cree le, date creation, creado, creado el, fecha creacion, creato, creato il,
    data creazione, criado, criado em, data criacao, aangemaakt, aangemaakt op, aanmaakdatum`,
  time: 'time, time day, hour, uhrzeit, zeit, heure, hora, ora, tijd, tijd dag',
  id: 'id, key, uid, uuid, kennung, cle, clave',
  reference: 'number, code, ref, reference, referenz, codigo, referencia, codice, riferimento, referentie',
  name: 'name, nom, nombre, nome, naam',
  price: 'price, preis, prix, precio, prezzo, preco, prijs, rate, adr',
  money: `amount, sum, value, cost, fee, paid, revenue, sales, net sales, gross sales, turnover, spend, charge, net, gross,
    amount due, betrag, summe, wert, kosten, umsatz, brutto, netto, montant, valeur, cout, chiffre affaires, ventes,
    ttc, importe, monto, valor, coste, costo, ventas, importo, valore, vendite, incasso, ricavo, custo,
    vendas, bedrag, waarde, omzet, subtotal, sub total, zwischensumme, sous total, subtotale, subtotaal`,
} as const;

export type PlainWord = keyof typeof plainWords;
