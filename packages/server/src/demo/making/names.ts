/**
 * Names of nobody in particular. Where a country's family names are made of two parts (Britain, Ireland, the United
 * States) ours are put together from parts too, most of them into names that no one bears.
 */
export type NameBook = { first: readonly string[]; family: readonly string[] };

const joined = (heads: string, tails: string) =>
  heads.split(' ').flatMap((head) => tails.split(' ').map((tail) => head + tail));

const british: NameBook = {
  first: `Ada Alfie Amber Arun Beatrix Bram Callum Carys Cedric Clara Daphne Dilys Edwin Elspeth Esme Fergus Fern Freya
    Gareth Greta Hamish Hattie Hugo Imogen Iris Ivor Jasper Jemima Kiran Lachlan Leila Lottie Mabel Maeve Morgan Nadia
    Nell Olive Oscar Perran Phoebe Priya Rafe Rhona Rosalind Rowan Sanjay Seren Silas Tabitha Tamsin Tess Toby Una
    Wilf Winnie Yasmin Zara`.split(/\s+/),
  family: joined(
    'Ashen Bramble Cold Dun Elder Fern Gorse Hazel Ket Lark Mill Nether',
    'by combe croft dale garth holt',
  ),
};

const irish: NameBook = {
  first: `Aidan Aisling Aoife Áine Bríd Cara Cathal Ciara Cillian Clodagh Colm Conall Dara Declan Deirdre Donal Eimear
    Enda Eoin Fergal Fiadh Fiona Gráinne Iarla Keelin Laoise Lorcan Malachy Mairéad Muireann Niall Nuala Odhran Oisín
    Oran Orla Róisín Rónán Sadhbh Senan Síle Sorcha Tadhg Úna`.split(/\s+/),
  family: joined(
    'Ó Mac ',
    'Bránagáin Coillte Dubhlinne Fiadhcha Glasáin Lochlainnse Máilín Rúadhcha Sionnaigh Tuirlighe',
  )
    .map((name) => name.replace(/^(Ó|Mac)/, '$1 '))
    .concat(joined('Bally Carrig Derry Kil Knock Rath', 'brannock finnan garvey linnet roan tully')),
};

const american: NameBook = {
  first: `Abby Alonzo Amara Andre Beckett Bianca Caleb Camila Carmen Dana Darius Delia Devon Elena Eli Esteban Farah
    Gabe Gloria Hank Harper Ines Isaac Jada Joel Kai Kendra Lena Leo Lucia Malik Marisol Mateo Mei Mina Nico Noor
    Odessa Omar Paloma Quincy Ravi Reese Rosa Ruben Sasha Sol Tariq Thea Tyrell Vera Wes Xiomara Yuki Zeke`.split(
    /\s+/,
  ),
  family: joined(
    'Alder Brack Calder Dorn Ever Fall Grove Haver Ives Lark Mar North',
    'berg brook hollow lund quist stead',
  ),
};

const ghanaian: NameBook = {
  first: `Abena Abla Adjoa Adwoa Afi Afia Afua Akosua Akua Ama Araba Baaba Dede Ebo Edem Efua Ekow Elikem Enyonam Esi
    Fiifi Kobina Kodjo Kofi Kojo Korkor Kuukua Kwabena Kwadwo Kwaku Kwame Kwasi Kweku Lamisi Mawuli Nii Paa Selorm
    Sena Senyo Tetteh Wepia Yaa Yaw Yayra`.split(/\s+/),
  family: joined('Adom Afri Akro Asem Bonk Dank Dua Esub Gyam Kesse Kont Nyar Tweb', 'ba bea foa kora nsah wira'),
};

const books = { GB: british, IE: irish, US: american, GH: ghanaian } satisfies Record<string, NameBook>;

export type Country = keyof typeof books;

export const namesOf = (country: Country): NameBook => books[country];
