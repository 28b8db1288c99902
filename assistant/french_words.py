"""Everyday French words, which are never slips of the keyboard: a question that holds one means it, even if the texts do not.

Without them, « brut » would be mended into « but » and « diplôme » into « déploie ». Folded, in no order that matters; inflected
forms are covered by their stem. Loaded only when a word of a question is unknown to the texts.
"""

COMMON = frozenset(
    """
    abandon abord absence absolu acces accident accord achat acheter acier acte acteur addition adieu admettre adorer
    adresse adulte aeroport affaire affiche age agence agenda agent agiter agneau agreable agricole agriculteur aide
    aider aigle aile aimer air aise alarme album alcool alerte algerie aliment allemagne allemand aller alliance allumer
    amande amant ambulance ame amende amener ami amiral amitie amour ampoule amuser an ananas ancien ane ange anglais
    angleterre angle animal anneau annee anniversaire annonce annuel annuler antenne aout appareil appartement appel
    appeler appetit applaudir application apprendre appui arabe araignee arbre arc argent argile arme armee armoire
    arracher arret arreter arriver art article artisan artiste ascenseur asie aspect aspirateur assez assiette assis
    assurance atelier attaque attendre attention attestation atterrir aube auberge audio augmenter aumone auteur auto
    autobus automne autoroute avaler avance avenant avenir aventure avenue averse avion avis avocat avoine avouer avril
    bagage bague baguette baignoire bain baiser baisse bal balai balance balcon baleine ballon banane banc bande banque
    bar barbe barque barre bas base basket bassin bataille bateau batiment baton batterie bavard beau beaute bebe bec
    beige belge belgique belle benefice berceau berger besoin bete beton beurre bibliotheque biche bicyclette bidon bien
    biere bijou billet billard bio biscuit bise blague blanc ble blesser bleu bloc blond blouson boeuf boire bois
    boisson boite bol bombe bon bonbon bond bonheur bonnet bord bordeaux botte bouche boucher bouchon boucle boue bouger
    bougie boulanger boulangerie boule boulevard boulon bouquet bourse bouteille boutique bouton boxe branche bras brave
    bref bresil bretagne breton brioche brique briser brosse brouillard bruit bruler brume brun brut brutal bulle
    bulletin bureau bus buste buter cabane cabinet cable cache cadeau cafard cafe cage cahier caillou caisse calcul
    calme camarade camera camion camp campagne camping canada canal canape canard canari cancer candidat canicule
    cantine caoutchouc capable capacite capitaine capital capitale caprice capsule car caractere caravane carburant
    caresse carnaval carnet carotte carre carreau carrefour carriere carte carton cas casque casser casserole catalogue
    catastrophe catholique cause cave ceder ceinture celebre celibataire cellule cendre centimetre central centre cercle
    cerf cerise cerveau chaine chair chaise chaleur chambre chameau champ champagne champion champignon chance changer
    chanson chant chanter chapeau chapitre charbon charge chariot charme chasse chasser chat chateau chaud chaudiere
    chauffeur chaussette chaussure chauve chef chemin cheminee chemise chene cheque cher chercher cheval cheveu cheville
    chevre chien chiffre chimie chimique chine chinois chocolat choeur choix chomage chose chou christ chute cible ciel
    cigare cigarette cil cinema cirque ciseaux citron citoyen civil clair clarte classe clavier clef cle client climat
    clinique cloche clou club coach coca code coeur coffre coiffer coiffeur coin col colere colis colle collier colline
    colonne combat combattre comedie commande commerce commercant commun comparer compas complet compliment composer
    compte compter comptable concert concours concombre conduire conduite confiance confiture confort conge congelateur
    connaitre conseil conserver constat construire conte content continent contrat controle copain copie coq coquille
    corbeau corde cordon corps correct corriger cosmos costume cote coton cou couche coucher coude coudre couleur
    couloir coup coupe couper couple cour courage courant courir couronne courrier cours course court cousin couteau
    coutume couvert couverture crabe craie crane cravate crayon creche credit creer creme crepe creuser crevette cri
    crier crime crise croire croix cru cube cueillir cuillere cuir cuire cuisine cuisiniere cuisse cuivre cure curieux
    cycle cygne dame danger danse dard date datte dauphin debat debout decembre dechet dechetterie declarer declaration
    decor decouvrir degat degre dehors dejeuner delai delicat demain demande demander demeure demi demission dent
    dentiste depart depense deplacer deputé deranger dernier descendre desert dessert dessin dessiner destin detail
    detester dette devant devenir deviner devis devoir diable diamant dictionnaire dieu diesel difference digestion
    dimanche dinde diner dinosaure diplome directeur direction discours discuter disparaitre disque distance divers
    diviser divorce docteur document doigt dollar domaine domicile dommage donner dormir dos douane douche douleur doute
    doux drap drapeau dresser droit drole duc dur durable duvet eau echapper echarpe echec echelle eclair eclipse ecole
    economie ecouter ecran ecraser ecrire ecriture ecrivain ecureuil effort egal eglise egypte elastique election
    electricien electricite electrique elegant elephant eleve elever eloge email emballer embarquer embrasser emission
    emmener empereur emploi employer emprunt encre endormir endroit energie enfance enfer enlever ennemi ennui enorme
    enquete enregistrer ensemble entendre enterrer entier entorse entree entreprise entrer enveloppe envie envoyer epais
    epargne epaule epee epice epinard epine eponge epoque epouse equilibre equipe erreur escalier esclave escroc espace
    espagne espagnol espece esperer espion esprit essai essayer essence est etage etang etape etat ete etendre eternel
    etoile etonner etranger etroit etude etudiant euro europe evier examen excuse exemple exercice exil expert expliquer
    explosion exposition facade face facile facteur facture faible faim falaise famille fantome farine fatigue faute
    fauteuil faux favori femme fenetre fer ferme fermer feroce fesse festival fete feu feuille feutre fevrier fibre
    ficelle fiche fidele fier fievre figure fil filet fille film fils fin finir flamme flaque fleche fleur fleuve flocon
    flute foi foie foin foire fois folie fond fontaine foot football force foret forfait forge formule fort fortune
    fosse fou foudre fouet foule four fourchette fourmi fourrure foyer fraise framboise franc francais france frapper
    frein frere frigo frire frite froid fromage front frontiere frotter fruit fuir fuite fumee fumer furieux fusee fusil
    futur gagner galerie galet gant garage garantie garcon garde garder gardien gare garer gateau gauche gaz geant gel
    gelee gendre gene general genou gens gentil geographie germe geste gibier gilet girafe glace glisser gloire golf
    gomme gorge gouter gout goutte graine grammaire grand grange gras gratuit grave grec grece grenier grenouille greve
    griffe grille grimper grippe gris gros grotte groupe grue guepe guerir guerre gueule guichet guide guitare gym habit
    habitude hache haie haine hamac hamburger hamster handball handicap hanche hareng haricot hasard hausse haut herbe
    herisson heritage heriter heros hesiter heure heureux hibou hier histoire hiver homard homme honneur honte hopital
    horaire horizon horloge horreur hospitalisation hotel huile huitre humain humeur humide humour hurler ile image
    imaginer immigration immobilier impot imprimante imprimer incendie inconnu inde indien indemnite infirmier
    informatique ingenieur injure inquiet inscription insecte installer instant instrument interet interieur internet
    inutile inventer inviter isoler isolation isole italie italien ivre ivoire jaloux jambe jambon janvier japon
    japonais jardin jaune jeans jeter jeton jeu jeudi jouer jouet joueur joue joug jour journal journee joyeux judo
    juillet juin jumeau jument jupe jurer jus juste kayak kilo kilometre kiwi labo lac lacet lache laid laine laisser
    lait laitue lampe lancer langue lapin large larme lavabo lavage laver lecon lecture legume lent lettre lever levre
    lezard liberte libre librairie licence licenciement lien lierre lieu ligne lime limace linge lion liquide lire lisse
    liste lit litre livraison livre loger logement logiciel loi loin loisir long louer loup lourd loyer lumiere lundi
    lune lunette lutter luxe lycee machine macon magasin magie magique magnifique mai maigre maillot main maire maison
    maitre mal malade maladie malin mammifere manche mandarine manger maniere manquer manteau maquillage maraicher
    marathon marbre marche marcher mardi mari mariage marier marin marine marmite maroc marque marquer marraine marron
    mars marteau masque masse massage match matelas mathematiques matiere matin mauvais mec mecanicien mechant medaille
    medecin medecine medicament mediter melange melanger membre memoire menage menu mer merci mercredi merveille message
    mesure metal meteo metre metro meuble meurtre micro midi miel miette milieu militaire mille million mince minerai
    minibus minuit minute miroir mode modele moderne moineau mois moisson moitie moment monde monnaie monstre montagne
    monter montre montrer moquer morale morceau mordre mort mosquee moteur moto mou mouche mouchoir moufle mouiller
    moule moulin mourir mousse moustache moustique mouton moyen muet mur murmure muscle musee musicien musique mutuelle
    mystere nager naissance naitre nappe natation nationalite nature naturel navire neige nerf nettoyer nez niche nid
    niece noel noeud noir nom nombre nord norme note notaire nourrir nourriture nouvelle novembre noyau nuage nuit nuire
    nul numero objet obeir ocean octobre odeur oeil oeuf offre offrir oie oignon oiseau ombre omelette oncle ongle opera
    opinion or orage orange orchestre ordinateur ordonnance ordre ordures oreille oreiller organe orgueil orient os oser
    ouate oublier ouest ours ouvrier ouvrir ovale page paille pain paix palais pale palme panier panne panneau pantalon
    papa papier papillon paquet paradis parapluie parc pardon pareil parfait parfum paresseux parfois parking parler
    parole part partager partie partir parvenir pas passage passager passe passeport passer passion patate pate patience
    patient patin patron patte paume pauvre pause payer pays paysage paysan peau peche pecher peigne peindre peine
    peinture pelle pelouse pencher pendre pendule penser pension pente perdre perle permis personne perte peser petale
    petit petrole peuple peur phare pharmacie phone photo phrase physique piano piece pied pierre pieton pigeon pile
    pilote pilule pin pince pinceau pion pipe piqure pirate piscine piste pitie pizza placard place placer plafond plage
    plaine plaire plaisir plan planche plancher planete plante planter plaque plastique plat plateau platre plein
    pleurer pleuvoir plier plomb plombier plonger pluie plume pneu poche poele poeme poete poids poignet poil poing
    point pointe pointu poire poireau pois poison poisson poitrine poivre poivron pole policier poli politique pollution
    pologne pomme pommade pompe pompier pont porc port porte portable porter portrait portugais portugal pose poser
    poste pot potage poteau poterie pouce poudre poule poulet poumon poupee pousser poussiere poutre prairie pratique
    pre precieux preferer prefere preuve prenom preparer present president presse prete preter prime prince princesse
    printemps prise prison prix probleme prochain produit professeur profond programme progres projet promenade
    promettre promesse prononcer propre proteger prune pucer pub pull punir pur pyjama quai qualite quart querelle
    quiche quitter quotient rabais raconter radar radiateur radio radis rage raide rail raisin raison ramasser rame
    randonnee ranger rapide rappeler raquette rare raser rat rate ratio rayon realiser recette recent recherche recit
    recolte recompense recours reculer recu recuperer recycler reduire refuge refus refuser regarder regime region regle
    regler regret reine rejeter relation religion remarquer remboursement remede remercier remorque remuer renard rendre
    renne renouveler renseignement rentrer repas repasser repeter repondre repos reptile republique requin reseau
    reserve restaurant reste rester retard retour retraite reussir reveil reve rever revenir revenu reviser revue rhume
    riche ride rideau rien rire risque rival rive riviere riz robe robinet robot roche rocher roi rois roman rond ronde
    rose roseau rosier roue rouge rouler route roux royal ruban rue rugby ruine ruisseau rumeur ruse russe russie rythme
    sable sabot sac sage saigner sain saint saison salade salaire sale salir salle salon saluer samedi sandale sandwich
    sang sanglier sapin sardine satellite satisfait sauce saucisse sauter sauvage sauver savant saveur savon scenario
    scene scie science score scooter sculpture seau sec seche secheresse seconde secret secretaire secours seigle sein
    sejour sel semaine semblable semer sens sentier sentir separer septembre serie serieux seringue serment serpent
    serrer serrure serveur service serviette seuil seul sexe short siege sieste siffler signal signe silence singe siret
    rib sirop site situation ski social soeur soif soigner soir soja sol soldat solde soleil solide solitude sombre
    sommeil sommet son songe sonner sorciere sorte sortie sortir sou souci soudain souffle souffrir soulever soupe
    source sourd sourire souris souvenir sphere spectacle sport sportif squelette stade station statue steak stock stylo
    sucre sud sueur suer suisse suivre sujet surface surgele surnom surprise surveiller syndicat tabac table tableau
    tablette tache taille tailleur talon tambour tante tapis tarif tarte tasse taupe taureau taux taxe taxi tele
    telephone television temoin tempete temple temps tendre tenir tennis tente tenue terme terrain terrasse terre
    terreur tete texte the theorie thermometre thon ticket tiers tigre timbre timide tire tirer tissu titre toile
    toilette toit toiture tomate tombe tomber ton tonne tonnerre torche tordre tort tortue total toucher tour tourisme
    touriste tourner tousse toux tracteur traducteur traduire traduction train traiter tranche tranquille transport
    travail traverser tremper tresor triangle tribu tricher tricot tricoter triste tromper trombone trompette tronc
    trone trottoir trou troupe troupeau trouver truc truite tube tuer tuile tulipe tunisie turc turquie tuyau type
    univers universite urgence urgent usine utile vacances vaccin vache vague vaisselle valeur valise vallee vampire
    vanille vapeur vase vaste veau vehicule veille veine velo velours vendre vendredi venir vent vente ventre ver
    veranda verger verite verre verrou verser vert vertu veste vetement veuf viande victime victoire vide vie vieux vif
    vigne ville vin vinaigre violet violon vipere virage virer virgule virus vis visage visio visite visiteur visser
    vitamine vite vitesse vitre vitrine vivant vivre voeu voie voile voilier voir voisin voiture voix vol volaille
    volcan voler volet voleur volonte voter vote voyage voyager vrai vue vulgaire wagon wifi yaourt yeux zebre zero zone
    zoo ademe pac rsa smic urssaf bac brevet cap bts master doctorat caution hlm apl caf tva siren kbis sasu abonnement
    assemblee astronomie banlieue biologie bitcoin blog carbone ciment codes confinement copropriete covid cryptomonnaie
    dauphine drone dresseur ecologie ecologique elagage eolienne epidemie equitation escalade esperance euros fiscal
    fiscalite gastronomie genealogie graphique gymnastique horoscope hotelier iban inflation informaticien javascript
    jeux jupiter kilos laser loterie loto maths mercure meteorologie mobile moquette napoleon numerique obesite
    olympique orthographe parachute parlement philosophie piratage planning podologue poesie potager python quinoa
    ramadan recrue reveillon romantique sante senat smartphone surf tatouage tchat toiletteur tondeuse vaccination vegan
    vetuste voltaire webcam yoga
    """.split()
)
