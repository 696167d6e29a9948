import { defineEntity } from './field-notation.ts';

/** halopsa.md 6: Client, Site, Users with the groups above them. */
export const CUSTOMER_ENTITIES = [
  defineEntity({
    name: 'TopLevel',
    area: 'customers',
    listName: 'toplevels',
    fields: `
      text list: name
    `,
  }),
  defineEntity({
    name: 'Client',
    area: 'customers',
    listName: 'clients',
    firstId: 12,
    hasCustomFields: true,
    changedAt: 'alastupdate',
    filters: { toplevel_id: 'toplevel_id', customertype: 'customertype' },
    searched: ['name', 'ref', 'website'],
    fields: `
      text list: name
      int list →TopLevel +toplevel_name =1: toplevel_id
      bool list =false: inactive
      text list ="#000000": colour
      int ro schema →Site +main_site_name: main_site_id
      text list ro: main_contact_name main_phonenumber
      text schema: website notes ref accountsid
      text: domain tax_number
      int list =0: customertype
      json: customer_relationship
      int =0: isopportunity
      bool =false: is_vip
      int →Agent: accountmanagertech pritech sectech
      int =30: paymentterms
      bool =true: taxable
      int =0: item_tax_code service_tax_code contract_tax_code prepay_tax_code sales_tax_code purchase_tax_code
      int schema =1: default_currency_code
      number =0: discountperc
      text: accountsemailaddress accountsccemailaddress accountsfirstname accountslastname
      text: xeroid autotaskid connectwiseid hubspot_id
      date ro: datecreated alastupdate
      text hidden: newclient_sitename newclient_phonenumber newclient_domain newclient_timezone newclient_countrycode
      text hidden: newclient_regioncode newclient_contactname newclient_contactemail newclient_contacttitle
      int hidden: newclient_web_access_level
      bool hidden: newclient_sendwelcomeemail
      json hidden: newclient_delivery_address
    `,
  }),
  defineEntity({
    name: 'Site',
    area: 'customers',
    listName: 'sites',
    firstId: 18,
    hasCustomFields: true,
    changedAt: 'slastupdate',
    filters: { client_id: 'client_id', toplevel_id: 'toplevel_id' },
    fields: `
      text list ="Main": name
      int list double →Client +client_name: client_id
      bool list =false: inactive
      text list: phonenumber
      text schema: timezone ref notes
      text: emaildomain country_code region_code accountsid refnumber
      json: delivery_address invoice_address
      bool =true: invoice_address_isdelivery
      bool =false: isinvoicesite isstocklocation
      int →Users: maincontact_id
      text ro: maincontact_name
      int =0: site_item_tax_code site_service_tax_code
      date ro: datecreated slastupdate
      text hidden: newsite_contactname newsite_contactemail newsite_contacttitle
    `,
  }),
  defineEntity({
    name: 'Users',
    area: 'customers',
    listName: 'users',
    firstId: 44,
    hasCustomFields: true,
    changedAt: 'ulastupdate',
    filters: { site_id: 'site_id', client_id: 'client_id' },
    searched: ['name', 'emailaddress'],
    fields: `
      text list: name firstname surname
      text list ="": emailaddress
      text list ="": phonenumber
      int list double →Site +site_name: site_id
      int list →Client +client_name: client_id
      bool list =false: inactive
      text schema: title phonenumber_preferred mobilenumber mobilenumber2 homenumber fax login notes
      text: email2 email3 department
      bool =false: isimportantcontact ismaincontact iscontractcontact isserviceaccount neversendemails dontackemails
      bool list ro =false: isgeneraluser
      int →Agent: linked_agent_id
      int =0: web_access_level relationship_id
      json: primary_address addresses
      bool hidden: sendwelcomeemail
      text: autotaskid connectwiseid third_party_guid
      date ro: datecreated ulastupdate
    `,
  }),
];
