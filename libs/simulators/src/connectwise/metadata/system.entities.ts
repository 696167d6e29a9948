import { defineEntity, defineSetup } from './field-notation.ts';

const PERSON = `
      identifier* string(15)
      firstName* string(30)
      lastName* string(30)
      licenseClass* enum A|C|F|X
      inactiveFlag bool =false`;

/** connectwise.md 10, 11: members, definitions of user-defined fields, callbacks, locations, departments, roles. */
export const SYSTEM_ENTITIES = [
  defineEntity({
    name: 'Member',
    path: 'system/members',
    module: 'System',
    hasInfo: true,
    screen: 'Member',
    unique: 'identifier',
    label: 'fullName',
    firstId: 150,
    fields: `
      ${PERSON}
      fullName string ro
      title string
      hireDate* datetime
      inactiveDate datetime
      defaultEmail* enum Office|Mobile|Home
      defaultPhone* enum Office|Mobile|Home
      officeEmail string(250)
      mobileEmail string(250)
      homeEmail string(250)
      primaryEmail string(250)
      officePhone string
      securityRole* ref →Security_Role
      type json
      timeZone json
      defaultLocation ref →Location
      defaultDepartment ref →Department
      salesDefaultLocation ref →Location
      hourlyCost number
      hourlyRate number
      ssoSettings json
    `,
  }),
  defineEntity({
    name: 'Api Member',
    path: 'system/apiMembers',
    module: 'System',
    unique: 'identifier',
    firstId: 243,
    fields: `
      identifier* string(15)
      name! string
      emailAddress string(250)
      inactiveFlag bool =false
      securityRole ref →Security_Role
      defaultLocation ref →Location
      salesDefaultLocation ref →Location
    `,
  }),
  defineSetup({ name: 'Security Role', path: 'system/securityRoles', module: 'System' }),
  defineSetup({ name: 'Location', path: 'system/locations', module: 'System' }),
  defineSetup({
    name: 'Department',
    path: 'system/departments',
    module: 'System',
    fields: `
      identifier* string(30)
      name* string(50)
    `,
  }),
  defineEntity({
    name: 'User Defined Field',
    path: 'system/userDefinedFields',
    module: 'System',
    label: 'caption',
    firstId: 15,
    fields: `
      podId* int
      podDescription string
      caption* string(25)
      sequenceNumber* int 1..500
      screenId string(25)
      screenDescription string
      helpText string
      fieldTypeIdentifier* enum Text|TextArea|Number|Date|Checkbox|Currency|Percent|Hyperlink|IPAddress|PhoneNumber|Password|Button
      numberDecimals int =0
      entryTypeIdentifier enum EntryField|List|Option|Date ="EntryField"
      requiredFlag bool =false
      displayOnScreenFlag bool =true
      readOnlyFlag bool =false
      listViewFlag bool =false
      options json
      businessUnitIds ints
      locationIds ints
      dateCreated datetime
      connectWiseID string ro
    `,
  }),
  defineEntity({
    name: 'Callback Entry',
    path: 'system/callbacks',
    module: 'System',
    label: 'description',
    firstId: 26_559,
    fields: `
      description string(100)
      url* string
      objectId* int
      type* string
      level* string
      memberId int ro
      payloadVersion string ="3.0.0"
      inactiveFlag bool =false
      isSoapCallbackFlag bool =false
      isSelfSuppressedFlag bool =false
      connectWiseID string ro
    `,
  }),
];
